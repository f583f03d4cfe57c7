import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agenda } from './rehearse/agenda.ts';

test('what is planned happens in the order of its moments, and of planning where they are one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (moments) => {
      const plans = agenda<readonly [number, number]>();
      for (const [place, at] of moments.entries()) plans.plan(at, [at, place]);
      const taken = moments.map(() => plans.take());
      expect(taken).toEqual(
        moments.map((at, place) => [at, place] as const).toSorted(([a, i], [b, j]) => a - b || i - j),
      );
      expect([plans.next(), plans.take()]).toEqual([undefined, undefined]);
    }),
  );
});
