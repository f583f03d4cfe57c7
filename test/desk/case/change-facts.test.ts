import { beforeEach, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { changeFacts } from '#desk/case/change-facts.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { AGENT, now, opens, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
});

const change = (facts: Readonly<Record<string, string>>) => changeFacts(desk.ports, opened.id, AGENT, facts);

test('what a case knows is corrected, once', async () => {
  await change({ building: 'North' });
  await change({ building: 'North' });
  expect(await now(desk, opened.id)).toMatchObject({
    facts: { building: 'North' },
    version: opened.version + 1,
  });
});

test.each([
  ['toldAt Fix it', '/toldAt Fix it'],
  ['toldAt Is it read/write?', '/toldAt Is it read~1write?'],
  ['toldOf 01', '/toldOf 01'],
  ['askedForMissing', '/askedForMissing'],
  ['stoppedExecution', '/stoppedExecution'],
  ['automaticMailStopped', '/automaticMailStopped'],
  ['partsDone', '/partsDone'],
  ['maybeRelated', '/maybeRelated'],
  ['otherwise', '/otherwise'],
])('a mark the desk keeps for itself is corrected by nobody: %s', async (name, pointer) => {
  await expect(change({ building: 'North', [name]: 'x' })).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ pointer, message: expect.stringContaining(`'${name}'`) }],
  });
  expect((await now(desk, opened.id)).facts.building).toBeUndefined();
});

test('is refused once the case is over, or where there is none', async () => {
  expect(await refusalOf(changeFacts(desk.ports, 'none', AGENT, { building: 'North' }))).toBe(
    'case-not-found',
  );
  await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'solved' });
  expect(await refusalOf(change({ building: 'North' }))).toBe('case-closed');
});
