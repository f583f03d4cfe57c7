import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterAttempt,
  disabled,
  type Health,
  isWell,
  mayCall,
  probing,
  switchedOn,
} from '#desk/delivery/circuit.ts';

const AT = '2026-03-02T09:00:00.000Z';
const secondsOn = (seconds: number, from = AT) => new Date(Date.parse(from) + seconds * 1000).toISOString();

/** Attempts one after the other, a second apart: `a` fails for message a, `A` passes. */
const play = (attempts: string, from: Health | undefined = undefined, begin = 0): Health | undefined =>
  [...attempts].reduce<Health | undefined>(
    (health, each, i) =>
      afterAttempt(health, {
        message: each.toLowerCase(),
        failed: each === each.toLowerCase(),
        probe: false,
        at: secondsOn(begin + i),
      }),
    from,
  );

describe('the circuit of an endpoint (W5)', () => {
  test('W5 opens at five failures in a row, and not at four', () => {
    expect(play('abcd')?.state).toBe('closed');
    expect(play('abcde')).toMatchObject({ state: 'open', since: secondsOn(4), until: secondsOn(34) });
    expect(play('abcdEabcd')?.state).toBe('closed');
  });

  test('W5 opens at seventy of a hundred once there are twenty within five minutes', () => {
    const often = 'abcG'.repeat(5);
    expect(play(often.slice(0, -1))?.state, 'nineteen').toBe('closed');
    expect(play('abG'.repeat(9))?.state, 'two thirds').toBe('closed');
    expect(play(`${often.slice(0, -1)}a`)?.state, 'sixteen of twenty').toBe('open');
  });

  test('W5 what is older than five minutes does not count', () => {
    const before = play('abcG'.repeat(4));
    expect(play('abcG', before, 16)?.state).toBe('closed');
    expect(play('abcGab', before, 400)?.state).toBe('closed');
  });

  test('W5 while it is open nobody calls; at its time one does, and the others wait for that one', () => {
    const open = play('abcde') ?? expect.fail('nothing');
    expect(mayCall(open, 'f', secondsOn(10))).toEqual({ waitUntil: secondsOn(34) });
    expect(mayCall(open, 'f', secondsOn(34))).toBe('probe');
    const probed = probing(open, secondsOn(34));
    expect(mayCall(probed, 'g', secondsOn(35))).toEqual({ waitUntil: secondsOn(94) });
    expect(mayCall(probed, 'g', secondsOn(94)), 'the probe died').toBe('probe');
  });

  test('W5 each failed probe waits longer for the next, ten minutes at most; who passes closes it', () => {
    let health = play('abcde') ?? expect.fail('nothing');
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const at = health.until ?? expect.fail('not open');
      health = afterAttempt(probing(health, at), { message: 'f', failed: true, probe: true, at });
      waits.push((Date.parse(health.until ?? '') - Date.parse(at)) / 1000);
    }
    expect(waits).toEqual([60, 120, 300, 600, 600, 600]);
    const at = health.until ?? '';
    const closed = afterAttempt(health, { message: 'f', failed: false, probe: true, at });
    expect(closed).toMatchObject({ state: 'closed', since: at, failures: 0, minutes: [] });
    expect(mayCall(closed, 'g', at)).toBe('call');
  });

  test('W5 one message that always fails holds back itself alone, until a second one fails too', () => {
    const open = play('aaaaa') ?? expect.fail('nothing');
    expect(open).toMatchObject({ state: 'open', only: 'a' });
    expect(mayCall(open, 'a', secondsOn(5))).toEqual({ waitUntil: secondsOn(34) });
    expect(mayCall(open, 'b', secondsOn(5))).toBe('call');
    expect(play('B', open, 5)?.state).toBe('closed');
    const both = play('b', open, 5) ?? expect.fail('nothing');
    expect(mayCall(both, 'c', secondsOn(6))).toEqual({ waitUntil: secondsOn(35) });
  });

  test('W5 what was under way when it opened does not put the next probe off', () => {
    const open = play('abcde');
    expect(play('fgh', open, 20)?.until).toBe(secondsOn(34));
  });

  test('is well as long as nothing failed of late: then nothing is written of it', () => {
    expect(isWell(undefined, AT)).toBe(true);
    const mended = play('aA') ?? expect.fail('nothing');
    expect(isWell(mended, secondsOn(10))).toBe(false);
    expect(isWell(mended, secondsOn(400))).toBe(true);
  });

  test('W3 one that is gone stays so, whatever is still under way, until a person switches it on', () => {
    const gone = disabled(play('abc'), secondsOn(3));
    expect(mayCall(gone, 'x', secondsOn(99_999))).toBe('disabled');
    expect(play('XyzABC', gone, 4)).toEqual(gone);
    const on = switchedOn(gone, 'lead@corp.example', secondsOn(100));
    expect(mayCall(on, 'x', secondsOn(101))).toBe('call');
    expect(on).toMatchObject({ by: 'lead@corp.example', version: gone.version });
  });

  const step = fc.record({
    message: fc.constantFrom('a', 'b', 'c', 'd'),
    failed: fc.boolean(),
    probe: fc.boolean(),
    // A container's clock may be minutes off.
    seconds: fc.integer({ min: -400, max: 4000 }),
  });
  const histories = fc.array(step, { maxLength: 60 });
  const lived = (steps: readonly { message: string; failed: boolean; probe: boolean; seconds: number }[]) =>
    steps.reduce<Health | undefined>(
      (health, { seconds, ...each }) => afterAttempt(health, { ...each, at: secondsOn(seconds) }),
      undefined,
    );

  test('W5 whatever happened and whatever clocks said, nobody waits for longer than ten minutes', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: -4000, max: 8000 }), (steps, seconds) => {
        const may = mayCall(lived(steps), 'x', secondsOn(seconds));
        if (typeof may === 'object')
          expect(Date.parse(may.waitUntil) - Date.parse(secondsOn(seconds))).toBeLessThanOrEqual(600_000);
      }),
    );
  });

  test('W5 whatever happened, an attempt that passes lets everybody call again', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 4000 }), (steps, seconds) => {
        const at = secondsOn(seconds);
        const passed = afterAttempt(lived(steps), { message: 'a', failed: false, probe: false, at });
        expect(mayCall(passed, 'x', at)).toBe('call');
        expect(passed.failures).toBe(0);
      }),
    );
  });

  test('W5 whatever happened, failures of one message alone never hold back another', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 8000 }), (steps, seconds) => {
        const poisoned = steps.map((each) => ({ ...each, message: 'a', failed: true })).slice(0, 13);
        expect(mayCall(lived(poisoned), 'x', secondsOn(seconds))).toBe('call');
      }),
    );
  });

  test('W5 what is kept of it stays small, however much happens', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        expect(JSON.stringify(lived(steps) ?? {}).length).toBeLessThan(1000);
      }),
    );
  });
});
