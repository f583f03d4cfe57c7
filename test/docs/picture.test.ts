import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawingOf } from '#docs/picture/draw.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { KITCHEN, LIBRARY, synthesized } from '#test/infra/synthesized.ts';

const drawn = drawingOf(synthesized('prod', DEPARTMENTS));

test('the picture of the architecture is what the templates say: after a change, npm run picture draws it anew', () => {
  expect(readFileSync('docs/architecture.svg', 'utf8')).toBe(drawn);
});

test('a further department makes the same picture', () => {
  expect(drawingOf(synthesized('prod', [KITCHEN, ...DEPARTMENTS, LIBRARY]))).toBe(drawn);
});

test('what a stage sends and to whom is an arrow, what it reads and writes a mark', () => {
  const [without] = synthesized('prod', []);
  const { Resources } = without?.template ?? { Resources: {} };
  const fewer = Object.fromEntries(
    Object.entries(Resources).filter(([id]) => !id.startsWith('DeliveryOutboxRole')),
  );
  const arrows = (svg: string) => svg.match(/<path [^>]*marker-end="url\(#sends\)"/g)?.length ?? 0;
  const all = drawingOf([{ name: without?.name ?? '', template: { Resources } }]);
  const some = drawingOf([{ name: without?.name ?? '', template: { Resources: fewer } }]);
  // The outbox sends to five queues: mail, chat, webhooks, clocks and processes.
  expect(arrows(all) - arrows(some)).toBe(5);
});
