import { beforeEach, expect, test } from 'vitest';
import { countInteractions, logInteraction } from '#desk/intake/interaction.ts';
import { refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const IT = { sub: 'kim@corp.example', groups: ['it'] };
const SAID = { department: 'it', topic: 'workplace-incident', channel: 'phone' } as const;

let desk: Memory;
let today: string;
beforeEach(() => {
  desk = memory();
  today = desk.ports.now().slice(0, 10);
});

test('row 30 somebody who is helped on the spot counts, and has no case', async () => {
  await logInteraction(desk.ports, IT, SAID, 'k1');
  await logInteraction(desk.ports, IT, { ...SAID, channel: 'walkup' }, 'k2');
  expect(await countInteractions(desk.ports, IT, 'it', today)).toEqual([
    { topic: 'workplace-incident', count: 2 },
  ]);
  expect(desk.rows.outbox).toEqual([]);
  expect(await desk.ports.cases.listForRequester(IT.sub, 10)).toEqual([]);
});

test('told twice by the same key, it counts once', async () => {
  expect(await logInteraction(desk.ports, IT, SAID, 'k1')).toBe(true);
  expect(await logInteraction(desk.ports, IT, SAID, 'k1'), 'nor is it measured twice').toBe(false);
  expect(await countInteractions(desk.ports, IT, 'it', today)).toEqual([
    { topic: 'workplace-incident', count: 1 },
  ]);
});

test('is counted by day and by department', async () => {
  await logInteraction(desk.ports, IT, SAID, 'k1');
  expect(await countInteractions(desk.ports, IT, 'it', '2020-01-01')).toEqual([]);
  const facilities = { sub: 'fay@corp.example', groups: ['facilities'] };
  expect(await countInteractions(desk.ports, facilities, 'facilities', today)).toEqual([]);
});

test.each([
  ['a department that is not theirs', IT, { ...SAID, department: 'hr', topic: 'hr-question' }, 'not-allowed'],
  ['one that does not exist', IT, { ...SAID, department: 'none' }, 'not-allowed'],
  ['a topic the department does not have', IT, { ...SAID, topic: 'hr-question' }, 'invalid'],
  [
    'somebody in distress',
    { sub: 'x@corp.example', groups: ['care', 'desk'] },
    { ...SAID, department: 'care', topic: 'listen' },
    'not-allowed',
  ],
] as const)('refuses %s', async (_what, viewer, said, code) => {
  expect(await refusalOf(logInteraction(desk.ports, viewer, said, 'k1'))).toBe(code);
});

test('shows nobody the figures of others', async () => {
  for (const department of ['hr', 'care', 'none'])
    expect(await refusalOf(countInteractions(desk.ports, IT, department, today))).toBe('not-allowed');
});
