import { beforeEach, describe, expect, test } from 'vitest';
import { cancelCase } from '#desk/case/cancel-case.ts';
import type { Case } from '#desk/case/case.ts';
import { mergeCases } from '#desk/case/merge-cases.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { unmergeCase } from '#desk/case/unmerge-case.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { reportPromises } from '#desk/sla/report.ts';
import { ANNA, arrive, BOB, type Written } from '../memory/mail.ts';
import {
  AGENT,
  asks,
  eventsOf,
  happenings,
  newest,
  now,
  opens,
  question,
  refusalOf,
} from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

let desk: Memory;
let older: Case;
let other: Case;
beforeEach(async () => {
  desk = memory();
  older = await opens(desk);
  desk.pass(10);
  other = await opens(desk, { id: 'second@corp.example', text: 'My laptop shows a blue screen again.' });
});

const merge = (more = {}, from = other, into = older) =>
  mergeCases(desk.ports, from.id, into.id, AGENT, more);
const mailsOf = (id: string) =>
  newest(desk, id).effects.flatMap((effect) => (effect.kind === 'mail' ? [effect] : []));
/** A reply to what we sent of a case. */
const replies = (to: Case, written: Written = {}) =>
  arrive(desk.ports, {
    id: 'reply@x',
    to: [replyAddress(FRONT_DOOR, to.id, KEY)],
    text: 'More of it.',
    ...written,
  });
const from = (address: string, more: Written = {}) =>
  opens(desk, { from: address, id: `${address}-${desk.rows.ids}`, ...more });

describe('P15 a case that is merged into another', () => {
  test('keeps its history, is closed, in no queue, and says where it goes on', async () => {
    const before = eventsOf(desk, other.id);
    await merge();
    const found = await now(desk, other.id);
    expect(found).toMatchObject({ status: 'closed', stage: 'merged', merged: { into: older.id } });
    expect(eventsOf(desk, other.id).slice(0, before.length)).toEqual(before);
    expect((await now(desk, older.id)).absorbed).toEqual([{ id: other.id, hops: 1 }]);
    const { items } = await desk.ports.cases.listQueue('it', 10);
    expect(items.map(({ caseId }) => caseId)).toEqual([older.id]);
    expect(found.wakeAt).toBeUndefined();
  });

  test('L11 has its promises cancelled, out of every number; the other one’s count from the earlier start', async () => {
    await merge({}, older, other);
    const [gone, stays] = [await now(desk, older.id), await now(desk, other.id)];
    expect(new Set(Object.values(gone.clocks).map(({ state }) => state))).toEqual(new Set(['cancelled']));
    expect(stays.clocks.resolution?.spans).toEqual([[older.openedAt]]);
    const rows = reportPromises([gone, stays], desk.ports.catalogue.calendar, desk.rows.now);
    expect(rows.map(({ open }) => open)).toEqual([1, 1]);
    await lookAtCase(desk.ports, gone.id);
    expect(happenings(desk, gone.id)).not.toContain('ThresholdReached');
  });

  test('A9 asks nothing any more, and its process is stopped', async () => {
    const task = await asks(desk.ports, question(other));
    await merge();
    expect((await desk.ports.tasks.find(task.ref))?.state).toBe('withdrawn');
    expect(newest(desk, other.id).effects).toContainEqual(
      expect.objectContaining({ kind: 'stop', execution: other.execution }),
    );
  });

  test('tells its requester the number under which it goes on', async () => {
    await merge();
    expect(mailsOf(other.id)).toMatchObject([
      { to: [ANNA], template: 'merged', values: { reference: older.reference } },
    ]);
  });

  test('twice is once', async () => {
    await merge();
    await merge();
    expect([(await now(desk, older.id)).version, (await now(desk, other.id)).version]).toEqual([2, 2]);
  });
});

describe('E8 a reply to a merged case', () => {
  test('lands where it goes on, however long the chain, and in no second place', async () => {
    const third = await from(ANNA, { text: 'The blue screen of my laptop, a third time.' });
    await merge({}, third, other);
    await merge();
    await replies(third);
    expect(newest(desk, older.id).names).toContain('MessageReceived');
    expect(eventsOf(desk, older.id).at(-1)).toMatchObject({ via: third.id });
    expect(happenings(desk, third.id)).not.toContain('MessageReceived');
    expect(desk.rows.heads.size).toBe(3);
  });

  test('opens again what was solved there', async () => {
    await merge();
    await resolveCase(desk.ports, older.id, AGENT, { outcome: 'solved' });
    await replies(other);
    expect((await now(desk, older.id)).status).toBe('open');
  });

  test('V1 that is on its way while the case is merged lands there too', async () => {
    let looks = 0;
    const find: typeof desk.ports.cases.find = async (id) => {
      looks += 1;
      if (looks === 2) await merge();
      return desk.ports.cases.find(id);
    };
    const racing = { ...desk.ports, cases: { ...desk.ports.cases, find } };
    await arrive(racing, { id: 'late@x', to: [replyAddress(FRONT_DOOR, other.id, KEY)], text: 'More.' });
    expect(newest(desk, older.id).names).toContain('MessageReceived');
    expect(desk.rows.heads.size).toBe(2);
  });

  test('C6 of a machine is a note there and changes nothing', async () => {
    await merge();
    const { version: _v, ...before } = await now(desk, older.id);
    await replies(other, { headers: ['Auto-Submitted: auto-replied'] });
    const { version: _w, ...after } = await now(desk, older.id);
    expect(after).toEqual(before);
  });
});

describe('cases of different people', () => {
  beforeEach(async () => {
    other = await from(BOB);
  });
  const different = { differentRequesters: true };

  test('are merged only by somebody who says so', async () => {
    expect(await refusalOf(merge())).toBe('conflict');
    await merge(different);
    expect((await now(desk, older.id)).absorbed).toEqual([{ id: other.id, hops: 1, requester: BOB }]);
  });

  test('nobody takes part in the other’s, nor is told its number', async () => {
    await merge(different);
    await replies(other, { from: BOB });
    expect((await now(desk, older.id)).participants).toEqual([]);
    expect(mailsOf(other.id)).toMatchObject([{ to: [BOB] }]);
    expect(mailsOf(other.id)[0]).not.toHaveProperty('values');
  });

  test('what is written to the one is not sent to the other', async () => {
    await merge(different);
    await sendMessage(desk.ports, older.id, AGENT, { body: 'b', visibility: 'public', waitForReply: false });
    expect(mailsOf(older.id).flatMap(({ to }) => to)).toEqual([ANNA]);
    await sendMessage(desk.ports, other.id, AGENT, { body: 'c', visibility: 'public', waitForReply: true });
    expect(mailsOf(other.id)).toMatchObject([{ to: [BOB], body: 'c', template: 'message' }]);
    expect((await now(desk, other.id)).status).toBe('closed');
  });

  test('each is told of the solution under their own number, without the words of the other’s', async () => {
    await merge(different);
    await resolveCase(desk.ports, older.id, AGENT, { outcome: 'solved', text: 'Anna’s disk was changed.' });
    expect(mailsOf(older.id)).toMatchObject([
      { to: [ANNA], template: 'resolved', values: { text: 'Anna’s disk was changed.' } },
      { to: [BOB], template: 'merged-resolved', of: other.id, values: { outcome: 'solved' } },
    ]);
    expect(JSON.stringify(mailsOf(older.id)[1])).not.toContain('disk');
  });

  test('E8.3 an answer to one’s own mail leads there too, and only for who wrote it', async () => {
    await merge(different);
    await replies(other, { from: BOB, id: 'bobs@x' });
    await arrive(desk.ports, { from: BOB, id: 'bobs2@x', inReplyTo: 'bobs@x', text: 'And more.' });
    expect(eventsOf(desk, older.id).at(-1)).toMatchObject({ from: BOB, via: other.id });
    await arrive(desk.ports, { from: 'eve@other.example', id: 'eve@x', inReplyTo: 'bobs@x' });
    expect(desk.rows.heads.size).toBe(4);
  });

  test('is not given up for the other', async () => {
    await merge(different);
    expect(await refusalOf(cancelCase(desk.ports, older.id, AGENT, 'no more'))).toBe('conflict');
    await arrive(desk.ports, {
      id: 'w@x',
      inReplyTo: 'first@corp.example',
      text: 'Please cancel this request.',
    });
    expect((await now(desk, older.id)).status).toBe('open');
  });

  test('E4 who may not be who they say is told nothing of the solution', async () => {
    other = await from('joe@small.example', { dmarc: 'none' });
    await merge(different);
    await resolveCase(desk.ports, older.id, AGENT, { outcome: 'solved' });
    expect(mailsOf(older.id).map(({ to }) => to)).toEqual([[ANNA]]);
  });

  test('P4 who only says to be the other requester is not taken for them', async () => {
    await merge(different);
    await replies(other, { from: 'anna@small.example', dmarc: 'none', id: 'forged@x' });
    expect(eventsOf(desk, older.id).at(-1)?.by.kind).toBe('participant');
  });
});

describe('a merge is refused', () => {
  test('over a boundary of confidentiality, naming it', async () => {
    const hr = await from(ANNA, { subject: 'Vacation', text: 'How many vacation days do I have left?' });
    expect(hr.department).toBe('hr');
    await expect(merge({}, hr, older)).rejects.toMatchObject({
      code: 'conflict',
      faults: [{ pointer: '/into', message: expect.stringContaining('is confidential') }],
    });
    await expect(merge({}, older, hr)).rejects.toMatchObject({ code: 'conflict' });
    expect((await now(desk, hr.id)).version).toBe(1);
  });

  test('into itself, into what is over or went elsewhere, and in a circle', async () => {
    expect(await refusalOf(merge({}, older, older))).toBe('invalid');
    await merge();
    expect(await refusalOf(merge({}, older, other))).toBe('conflict');
    const third = await from(ANNA);
    expect(await refusalOf(merge({}, third, other))).toBe('conflict');
    expect(await refusalOf(merge({}, other, third))).toBe('conflict');
    await resolveCase(desk.ports, older.id, AGENT, { outcome: 'solved' });
    expect(await refusalOf(merge({}, third, older))).toBe('case-closed');
  });

  test('where there is no such case', async () => {
    expect(await refusalOf(mergeCases(desk.ports, other.id, 'nothing', AGENT))).toBe('case-not-found');
  });

  test('beyond ten merges in a row', async () => {
    let last = other;
    for (let hop = 0; hop < 10; hop += 1) {
      const next = await from(ANNA);
      await merge({}, last, next);
      last = next;
    }
    expect(await refusalOf(merge({}, last, older))).toBe('conflict');
  });
});

describe('P15 the undo of a merge', () => {
  const undo = () => unmergeCase(desk.ports, other.id, AGENT);

  test('gives back the case as it was, its promises as if nothing had been, and begins its process anew', async () => {
    const before = await now(desk, other.id);
    const survivor = await now(desk, older.id);
    await merge();
    desk.pass(30);
    await undo();
    const found = await now(desk, other.id);
    expect(found).toMatchObject({ status: 'open', stage: before.stage, clocks: before.clocks, attempt: 2 });
    expect(found.merged).toBeUndefined();
    expect(newest(desk, other.id).effects).toContainEqual(
      expect.objectContaining({ kind: 'start', execution: `${other.id}-it-incident-2` }),
    );
    const { version, ...rest } = await now(desk, older.id);
    expect({ ...rest, version: version - 2 }).toEqual(survivor);
    expect(found.wakeAt).toBe(before.wakeAt);
  });

  test('L11 takes back the earlier start that the other one was given', async () => {
    const before = (await now(desk, other.id)).clocks;
    await merge({}, older, other);
    await unmergeCase(desk.ports, older.id, AGENT);
    expect((await now(desk, other.id)).clocks).toEqual(before);
  });

  test('what was written to it meanwhile is part of both', async () => {
    await merge();
    await replies(other);
    await undo();
    expect(eventsOf(desk, other.id).at(-2)).toMatchObject({
      type: 'MessageShared',
      from: ANNA,
      other: older.id,
    });
    expect(happenings(desk, older.id)).toContain('MessageReceived');
    await replies(other, { id: 'next@x' });
    expect(newest(desk, other.id).names).toContain('MessageReceived');
  });

  test('begins no process for what was solved and opened again', async () => {
    await resolveCase(desk.ports, other.id, AGENT, { outcome: 'solved' });
    await replies(other);
    await merge();
    await undo();
    expect((await now(desk, other.id)).attempt).toBe(1);
  });

  test('of a solved case gives it its days of grace anew', async () => {
    await resolveCase(desk.ports, other.id, AGENT, { outcome: 'solved' });
    await merge();
    desk.pass(60 * 24 * 10);
    await undo();
    const found = await now(desk, other.id);
    expect([found.status, found.closesAt]).toEqual(['resolved', '2026-03-15T09:10:00.000Z']);
    expect(found.wakeAt).toBe(found.closesAt);
  });

  test('begins at the end of a chain', async () => {
    const third = await from(ANNA);
    await merge({}, third, other);
    await merge();
    await replies(third);
    expect(await refusalOf(unmergeCase(desk.ports, third.id, AGENT))).toBe('conflict');
    await undo();
    expect((await now(desk, older.id)).absorbed).toBeUndefined();
    await unmergeCase(desk.ports, third.id, AGENT);
    expect((await now(desk, other.id)).absorbed).toBeUndefined();
    for (const { id } of [other, third])
      expect(eventsOf(desk, id).filter(({ type }) => type === 'MessageShared')).toMatchObject([
        { from: ANNA },
      ]);
  });

  test('twice is once, after thirty days it is refused, and so is one without a merge', async () => {
    expect(await refusalOf(undo())).toBe('conflict');
    await merge();
    await undo();
    const { version } = await undo();
    expect(version).toBe(3);
    await merge();
    desk.pass(60 * 24 * 31);
    expect(await refusalOf(undo())).toBe('conflict');
    expect(await refusalOf(unmergeCase(desk.ports, 'nothing', AGENT))).toBe('case-not-found');
  });
});
