import { beforeEach, describe, expect, test } from 'vitest';
import { cancelCase } from '#desk/case/cancel-case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { caseFrom } from '#desk/case/head.ts';
import { holdCase } from '#desk/case/hold-case.ts';
import { mergeCases } from '#desk/case/merge-cases.ts';
import { unmergeCase } from '#desk/case/unmerge-case.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { answerTask } from '#desk/task/answer.ts';
import { showCase } from '#functions/api/show-case.ts';
import { taskFrom } from '#functions/aws/task-item.ts';
import { ANNA } from '../../desk/memory/mail.ts';
import { AGENT, caughtUp, now, opens } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';

const AT = '2026-03-02T08:00:00.000Z';
const ID = '01kjpw0000000000000000000a';
const REF = '0123456789abcdefghjkmnpqrs';

/** The rows of a case that waits for its manager, letter by letter as they were written before there were parts, votes or merges. */
const OPENING = `{"type":"CaseOpened","id":"${ID}","reference":"IT-7K3F-9Q2","channel":"email","requester":{"address":"${ANNA}"},"subject":"A laptop","body":"messages/1","verified":true,"messageId":"old@corp.example","participants":[],"department":"it","service":"equipment-and-access","kind":"request","process":"service-request","priority":3,"confidential":false,"routing":{"reason":"matched","score":9,"because":["laptop"]},"at":"${AT}","by":{"kind":"requester","id":"${ANNA}"}}`;
const HEAD = `{"attempt":1,"execution":"${ID}-it-service-request-1","status":"open","stage":"approval","clocks":{"firstResponse":[1,14400,"it-hours@1","running",[],[["${AT}"]]],"resolution":[1,144000,"it-hours@1","running",[],[["${AT}"]]]},"asked":{"Approve with manager":{"ref":"${REF}","visit":"${AT}"}},"lastMessageId":"old@corp.example","automatic":["${AT}"]}`;
const TASK = `{"caseId":"${ID}","department":"it","of":{"kind":"person","address":"mia@corp.example"},"name":"Approve with manager","visit":"${AT}","question":"May this go ahead?","outcomes":["approve","reject"],"fields":[{"name":"until","label":"Until","type":"date"}],"shown":{"subject":"A laptop"},"sequence":2,"processVersion":"v1","about":{"reference":"IT-7K3F-9Q2","process":"service-request","service":"equipment-and-access","priority":3,"dataClass":"internal"},"askedAt":"${AT}","expiresAt":"2026-03-04T08:00:00.000Z"}`;

describe('a case whose rows were written before', () => {
  let desk: Memory;
  beforeEach(() => {
    desk = memory();
    const opening = JSON.parse(OPENING) as CaseEvent & { type: 'CaseOpened' };
    const kept = { ...JSON.parse(HEAD), version: 2, wakeAt: '2026-03-02T11:00:00.000Z', dueAt: '9999' };
    const found = caseFrom(opening, kept);
    const asked = {
      type: 'TaskAsked',
      ref: REF,
      state: 'Approve with manager',
      visit: AT,
      of: 'mia',
      expires: AT,
    };
    const started = { type: 'ProcessStarted', execution: found.execution, attempt: 1 };
    const by = { kind: 'desk' };
    desk.rows.heads.set(ID, found);
    desk.rows.commits.set(ID, [
      { version: 1, events: [opening, { ...started, at: AT, by } as CaseEvent], effects: [] },
      { version: 2, events: [{ ...asked, at: AT, by } as CaseEvent], effects: [] },
    ]);
    desk.rows.references.set(found.reference, ID);
    desk.rows.tasks.set(REF, taskFrom(REF, { state: 'asked', token: 'token', task: TASK }));
  });

  test('is looked at, shown, and takes its answer', async () => {
    desk.pass(60 * 6);
    await lookAtCase(desk.ports, ID);
    expect(
      await showCase(desk.ports, await now(desk, ID), 'agent', { sub: 'kim', groups: ['it'] }),
    ).toMatchObject({
      reference: 'IT-7K3F-9Q2',
      tasks: [{ taskRef: REF }],
    });
    const at = desk.rows.now;
    const answer = { outcome: 'approve', by: 'mia@corp.example', at, fields: { until: '2026-04-01' } };
    await answerTask(desk.ports, REF, { kind: 'participant', id: answer.by }, answer, () => true);
    expect(await caughtUp(desk, ID)).toMatchObject({ asked: {}, facts: { until: '2026-04-01' } });
  });

  test('is put on hold, merged, itself again, and cancelled', async () => {
    const other = await opens(desk);
    await holdCase(desk.ports, ID, AGENT, { reason: 'r', until: '2026-03-09T08:00:00.000Z' });
    await mergeCases(desk.ports, ID, other.id, AGENT);
    expect((await desk.ports.tasks.find(REF))?.state).toBe('withdrawn');
    await unmergeCase(desk.ports, ID, AGENT);
    expect(await now(desk, ID)).toMatchObject({ status: 'open', attempt: 2, hold: { cause: 'on-hold' } });
    expect(await cancelCase(desk.ports, ID, AGENT, 'No more.')).toMatchObject({ outcome: 'cancelled' });
  });
});
