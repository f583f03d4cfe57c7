import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { escalateCase } from '#desk/case/escalate-case.ts';
import { expediteCase } from '#desk/case/expedite-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { catalogueOf } from '#desk/department.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { answerTask } from '#desk/task/answer.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import { WISH } from '#desk/task/wish.ts';
import { hours } from '#statemachines/words/department.ts';
import { leavers } from '../case/fields/leavers.ts';
import { ANNA } from '../memory/mail.ts';
import { handsOn, memoryOfParts, parentOf } from '../memory/parts.ts';
import { AGENT, asks, caughtUp, newest, now, opens, question } from '../memory/stories.ts';
import type { Memory } from '../memory.ts';

const DAY = 60 * 24;
let desk: Memory;
let parent: Case;
beforeEach(async () => {
  desk = memoryOfParts();
  parent = await parentOf(desk);
});

describe('a part of a case', () => {
  test('row 23 that is closed because its requester does not answer tells the whole, whose process goes on', async () => {
    const { child, task } = await handsOn(desk, parent, { hours: 24 * 60 });
    const asked = { body: 'b', visibility: 'public' as const, waitForReply: true };
    await sendMessage(desk.ports, child.id, AGENT, asked);
    for (let day = 0; day < 25; day += 1) {
      desk.pass(DAY);
      await lookAtCase(desk.ports, child.id);
    }
    expect(await now(desk, child.id)).toMatchObject({ status: 'closed' });
    expect(await desk.ports.tasks.find(task.ref)).toMatchObject({ answer: { outcome: 'cancelled' } });
    const resumed = desk.rows.outbox.filter(({ effect }) => effect.kind === 'resume');
    expect(resumed).toMatchObject([{ caseId: parent.id, effect: { ref: task.ref } }]);
    expect((await caughtUp(desk, parent.id)).children?.[task.ref]?.state).toBe('answered');
  });

  test('row 18 asks the department for what is missing: its requester hears of the whole alone', async () => {
    const { departments } = desk.ports.catalogue;
    const catalogue = catalogueOf(departments.map((each) => (each.id === 'hr' ? leavers : each)));
    desk = { ...desk, ports: { ...desk.ports, catalogue } };
    const { child } = await handsOn(desk, parent, { department: 'hr', service: 'termination' });
    const ref = await askRequester(desk.ports, {
      caseId: child.id,
      execution: child.execution ?? '',
      state: 'Ask for what is missing',
      entered: 'once',
      version: 'v1',
      token: 'token',
      question: 'We need a few details.',
      hours: 120,
    });
    expect(await desk.ports.tasks.find(ref)).toMatchObject({ of: { kind: 'group', group: 'team' } });
    const found = await now(desk, child.id);
    expect([found.status, found.clocks.resolution?.state]).toEqual(['open', 'running']);
    expect(JSON.stringify(newest(desk, child.id).effects)).not.toContain(ANNA);
  });

  test('row 24, row 11 that is to be done sooner promises no first answer, and nothing from end to end: the whole does', async () => {
    desk = memoryOfParts((each) => ({
      ...each,
      promises: Object.fromEntries(
        Object.entries(each.promises).map(([priority, of]) => [priority, { ...of, e2e: hours(20) }]),
      ) as typeof each.promises,
    }));
    const { child } = await handsOn(desk, await parentOf(desk));
    const wished = await expediteCase(desk.ports, child.id, AGENT, { priority: 1, reason: 'Now.' });
    const by = { kind: 'agent' as const, id: 'lee@corp.example' };
    const answer = { outcome: 'approve', by: by.id, at: desk.rows.now };
    await answerTask(desk.ports, wished.asked[WISH]?.ref ?? '', by, answer, () => true);
    await lookAtCase(desk.ports, child.id);
    const found = await now(desk, child.id);
    expect([found.priority, Object.keys(found.clocks)]).toEqual([1, ['resolution']]);
  });
});

test('row 24 a department owes its part no more once the case is another department’s', async () => {
  const found = await opens(desk, { id: 'laptop@x' });
  await asks(desk.ports, question(found, { of: { system: true }, outcomes: ['done'] }));
  expect((await now(desk, found.id)).clocks['ola:it']?.state).toBe('running');
  const to = 'facilities/building-work';
  await escalateCase(desk.ports, found.id, AGENT, {
    escalation: 'functional',
    to,
    reason: 'It is the socket.',
  });
  expect((await now(desk, found.id)).clocks['ola:it']?.state).toBe('stopped');
});
