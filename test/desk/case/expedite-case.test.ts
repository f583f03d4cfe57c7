import { beforeEach, describe, expect, test } from 'vitest';
import { cancelCase } from '#desk/case/cancel-case.ts';
import type { Case } from '#desk/case/case.ts';
import type { Actor } from '#desk/case/events.ts';
import { expediteCase } from '#desk/case/expedite-case.ts';
import { dueAt } from '#desk/sla/clock.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { answerTask } from '#desk/task/answer.ts';
import type { Task } from '#desk/task/task.ts';
import { WISH } from '#desk/task/wish.ts';
import { ANNA } from '../memory/mail.ts';
import { outside } from '../memory/outside.ts';
import { AGENT, eventsOf, happenings, newest, now, opens, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk, {
    subject: 'New laptop',
    text: 'I need a new laptop for a new colleague, please order one.',
  });
});

const LEAD: Actor = { kind: 'participant', id: 'it-lead@corp.example' };
const wish = { priority: 1, reason: 'The colleague starts on Monday.' } as const;
const found = () => now(desk, opened.id);
const dueOf = ({ clocks }: Case) =>
  clocks.resolution && dueAt(clocks.resolution, desk.ports.catalogue.calendar);

async function wishes(by: Actor = AGENT): Promise<Task> {
  const { asked } = await expediteCase(desk.ports, opened.id, by, wish);
  return (await desk.ports.tasks.find(asked[WISH]?.ref ?? '')) ?? expect.fail('nobody is asked');
}

const answers = (task: Task, outcome: string, by = LEAD) =>
  answerTask(
    desk.ports,
    task.ref,
    by,
    { outcome, by: String(by.id), at: desk.rows.now, comment: 'I see.' },
    () => true,
  );

/** Everything that left is handed on, twice, as queues may. */
async function handsOn() {
  const world = outside();
  for (let round = 0; round < 2; round += 1)
    for (const out of [...desk.rows.outbox])
      if (out.effect.kind === 'wake') await world.deliver(desk.ports, out);
  return desk.rows.outbox.flatMap(({ effect }) =>
    effect.kind === 'mail' && effect.template === 'told' ? [effect] : [],
  );
}

describe('a wish to be done sooner', () => {
  test('row 11 is put to the lead of the department, by mail, and changes nothing by itself', async () => {
    const before = dueOf(opened);
    const task = await wishes();
    expect(task).toMatchObject({
      of: { kind: 'group', group: 'lead', address: 'it-lead@corp.example' },
      outcomes: ['approve', 'reject'],
      shown: { reason: wish.reason, priority: `1 instead of ${opened.priority}` },
      token: '',
    });
    expect(newest(desk, opened.id).effects).toContainEqual(
      expect.objectContaining({ template: 'task', to: ['it-lead@corp.example'] }),
    );
    expect(await found()).toMatchObject({ priority: opened.priority });
    expect(dueOf(await found())).toBe(before);
  });

  test('row 11 that is approved changes priority and due; the old due stays in the history, the requester is told once', async () => {
    const before = dueOf(opened);
    await answers(await wishes(), 'approve');
    const told = await handsOn();
    const after = await found();
    expect(after.priority).toBe(1);
    expect(Date.parse(dueOf(after) ?? '')).toBeLessThan(Date.parse(before ?? ''));
    expect(eventsOf(desk, opened.id)).toContainEqual(
      expect.objectContaining({
        type: 'CaseExpedited',
        was: { priority: opened.priority, due: before },
        by: LEAD,
      }),
    );
    expect(happenings(desk, opened.id).filter((name) => name === 'CaseExpedited')).toHaveLength(1);
    expect(told).toMatchObject([{ to: [ANNA], values: { text: expect.stringContaining('and we do') } }]);
    expect(after.asked[WISH]).toBeUndefined();
  });

  test('row 11 that is rejected changes nothing, and the requester is told why', async () => {
    const before = dueOf(opened);
    await answers(await wishes(), 'reject');
    const told = await handsOn();
    expect(await found()).toMatchObject({ priority: opened.priority });
    expect(dueOf(await found())).toBe(before);
    expect(told).toMatchObject([
      { values: { text: expect.stringMatching(/stays as it was planned.\nI see./) } },
    ]);
  });

  test('K2 that nobody decides ends by itself: it stays as planned, and the requester is told', async () => {
    const task = await wishes();
    desk.pass(24 * 60);
    await lookAtCase(desk.ports, opened.id);
    await lookAtCase(desk.ports, opened.id);
    expect(happenings(desk, opened.id).filter((name) => name === 'TaskExpired')).toHaveLength(1);
    expect(await handsOn()).toMatchObject([{ values: { text: expect.stringContaining('Nobody decided') } }]);
    expect(await refusalOf(answers(task, 'approve')), 'K4').toBe('task-over');
    expect((await found()).priority).toBe(opened.priority);
  });

  test('A3 is decided neither by who wished nor by who would profit', async () => {
    const task = await wishes();
    expect(await refusalOf(answers(task, 'approve', AGENT))).toBe('not-allowed');
    expect(await refusalOf(answers(task, 'approve', { kind: 'agent', id: ANNA }))).toBe('not-allowed');
  });

  test('is one at a time, and for more urgency only', async () => {
    await wishes();
    expect(await refusalOf(expediteCase(desk.ports, opened.id, AGENT, wish))).toBe('conflict');
    const slower = { priority: 4, reason: 'No hurry.' } as const;
    await expect(expediteCase(desk.ports, opened.id, AGENT, slower)).rejects.toMatchObject({
      code: 'invalid',
      faults: [{ pointer: '/priority' }],
    });
  });

  test('A9 ends with its case', async () => {
    const task = await wishes();
    await cancelCase(desk.ports, opened.id, AGENT, 'Not needed.');
    expect((await desk.ports.tasks.find(task.ref))?.state).toBe('withdrawn');
    expect(await refusalOf(expediteCase(desk.ports, opened.id, AGENT, wish))).toBe('case-closed');
  });
});
