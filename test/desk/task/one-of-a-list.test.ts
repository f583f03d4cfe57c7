import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { ask } from '#desk/task/ask.ts';
import { settle } from '#desk/task/settle.ts';
import { asks, now, opens, question, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
});

/** What `each` asks about one of its list: two of them enter their state in the same moment. */
const about = (item: string, token = `token of ${item}`) =>
  question(opened, { state: `Integrate: ${item}`, entered: '2026-03-02T09:00:00.000Z', token });

describe('questions about each of a list, asked in the same moment', () => {
  test('are each a question of its own, and asked again nobody is asked twice', async () => {
    const [one, other] = [await asks(desk.ports, about('SAP')), await asks(desk.ports, about('Workday'))];
    expect(one.ref).not.toBe(other.ref);
    expect(Object.keys((await now(desk, opened.id)).asked)).toEqual(['Integrate: SAP', 'Integrate: Workday']);
    expect(await ask(desk.ports, about('SAP', 'a newer token'))).toBe(one.ref);
    expect((await desk.ports.tasks.find(one.ref))?.token).toBe('a newer token');
    expect((await desk.ports.tasks.find(other.ref))?.token).toBe('token of Workday');
  });

  test('K1 run out of time each on its own row', async () => {
    const [, other] = [await asks(desk.ports, about('SAP')), await asks(desk.ports, about('Workday'))];
    expect(await refusalOf(settle(desk.ports, opened.id, 'Integrate: SAP'))).toBe('task-silent');
    expect((await desk.ports.tasks.find(other.ref))?.state).toBe('asked');
    expect(Object.keys((await now(desk, opened.id)).asked)).toEqual(['Integrate: Workday']);
  });
});
