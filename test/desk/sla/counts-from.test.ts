import { expect, test } from 'vitest';
import { textOf } from '#desk/delivery/texts.ts';
import { dueAt } from '#desk/sla/clock.ts';
import { countsFrom } from '#desk/sla/counts-from.ts';
import { opens } from '../memory/stories.ts';
import { memory } from '../memory.ts';

/** Saturday; IT comes back on Monday at seven in Berlin. */
const SATURDAY = '2026-03-07T12:00:00.000Z';
const MONDAY_AT_SEVEN = '2026-03-09T06:00:00.000Z';

const told = async (at?: string) => {
  const desk = memory(at);
  const of = await opens(desk);
  const { catalogue } = desk.ports;
  const { paragraphs } = textOf('acknowledgement', { of, catalogue, values: {}, links: {} });
  return { of, catalogue, text: paragraphs.join('\n') };
};

test('L7 whoever writes on Saturday is told that Monday is the first time that counts', async () => {
  const { of, catalogue, text } = await told(SATURDAY);
  expect(countsFrom(catalogue, of)).toBe(MONDAY_AT_SEVEN);
  expect(text).toMatch(/Nobody is here just now\. We begin .*9 March.*07:00/);
  const { firstResponse = expect.fail('nothing was promised') } = of.clocks;
  const hour = new Date(Date.parse(MONDAY_AT_SEVEN) + firstResponse.target * 1000).toISOString();
  expect(dueAt(firstResponse, catalogue.calendar)).toBe(hour);
});

test('L7 whoever writes while somebody is there is not told so', async () => {
  const { of, catalogue, text } = await told();
  expect(countsFrom(catalogue, of)).toBeUndefined();
  expect(text).not.toContain('Nobody is here');
});
