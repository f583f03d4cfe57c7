import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { holdCase, resumeCase } from '#desk/case/hold-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import { settle } from '#desk/task/settle.ts';
import { ANNA } from '../memory/mail.ts';
import { messageIdOf, type Outside, opened, outside } from '../memory/outside.ts';
import { AGENT, asks, eventsOf, now, opens, question, refusalOf } from '../memory/stories.ts';
import type { Memory } from '../memory.ts';
import { inquiring, puts, replies, USERS } from '../task/inquiry/asking.ts';
import { deskWithLeavers } from './fields/leavers.ts';

const DAY = 60 * 24;
const LONG = 24 * 60;

let desk: Memory;
let world: Outside;
let found: Case;
beforeEach(async () => {
  desk = deskWithLeavers();
  world = outside();
  found = await opens(desk, {
    subject: 'Termination',
    text: 'Termination of my employment contract.\nReason: bored',
  });
  expect(found.department).toBe('hr');
});

const inquires = (more: object = {}) => puts(desk, inquiring(found, { hours: LONG, ...more }));
const completes = () =>
  askRequester(desk.ports, {
    caseId: found.id,
    execution: found.execution ?? '',
    state: 'Ask for what is missing',
    entered: 'visit 1',
    version: 'v1',
    token: 'token-m',
    question: 'We need a few details.',
    hours: LONG,
  });
/** Lets days go by, looking whenever a wake-up comes, as the clock does. */
async function live(days: number) {
  const end = new Date(Date.parse(desk.rows.now) + days * DAY * 60_000).toISOString();
  for (;;) {
    const { wakeAt } = await now(desk, found.id);
    if (wakeAt === undefined || wakeAt > end) break;
    if (wakeAt > desk.rows.now) desk.rows.now = wakeAt;
    await lookAtCase(desk.ports, found.id);
    if ((await now(desk, found.id)).wakeAt === wakeAt) throw new Error('a wake-up that moves nothing on');
  }
  desk.rows.now = end;
}
const reminders = (): readonly Outgoing[] =>
  desk.rows.outbox.filter(({ effect }) => 'template' in effect && effect.template === 'asked-again');
const days = () =>
  eventsOf(desk, found.id).flatMap(({ type, at }) => (type === 'RequesterReminded' ? [at.slice(0, 16)] : []));
/** Sends the newest reminder; gives the mails that came of it. */
async function sent() {
  const before = world.mails.length;
  await world.deliver(desk.ports, reminders().at(-1) ?? expect.fail('nobody is reminded'));
  return Promise.all(world.mails.slice(before).map(opened));
}

describe('P21 what a process asks a requester is said again', () => {
  test('on the third and seventh business day, and nothing closes by it', async () => {
    await inquires();
    await live(40);
    expect(days()).toEqual(['2026-03-05T09:00', '2026-03-11T09:00']);
    expect(reminders()).toHaveLength(2);
    expect((await now(desk, found.id)).status).toBe('waiting');
    expect(eventsOf(desk, found.id).filter(({ type }) => type === 'CaseClosed')).toEqual([]);
  });

  test('row 71 in one mail to the requester, in their thread, with every question and everything missing', async () => {
    await completes();
    await inquires();
    await inquires({ state: 'Ask about the date', token: 't2', question: 'When does the lease end?' });
    await live(4);
    const [mail = expect.fail('no mail'), ...others] = await sent();
    expect(others).toEqual([]);
    expect(mail.to?.map(({ address }) => address)).toEqual([ANNA]);
    expect(mail.inReplyTo).toBe('<first@corp.example>');
    const text = (mail.text ?? '').replace(/\s+/g, ' ');
    expect(text).toContain('This is a reminder');
    expect(text).toContain('1. Last working day: is missing.');
    expect(text).toContain('2. Reason:');
    expect(text).toContain(`1. ${USERS} (asked by: hosting team) 2. When does the lease end?`);
    expect(new Set(text.match(/answers\/[\w.~-]+/g)).size, 'a page for each kind').toBe(2);
  });

  test('a question of several teams is said once', async () => {
    await inquires();
    await inquires({ state: 'Ask for the network', token: 't2', by: 'network team' });
    await live(4);
    const [mail] = await sent();
    expect((mail?.text ?? '').split('users').length - 1).toBe(1);
  });

  test('while somebody else is asked too', async () => {
    await asks(desk.ports, question(found, { hours: LONG }));
    await inquires();
    await live(4);
    expect(reminders()).toHaveLength(1);
  });

  test('counted from the newest question, and never more often than the department says', async () => {
    await inquires();
    await live(2);
    const second = await inquires({
      state: 'Ask about the date',
      token: 't2',
      question: 'When does it end?',
    });
    await live(2);
    expect(days()).toEqual([]);
    await live(3);
    expect(days()).toEqual(['2026-03-09T09:00']);
    expect(await refusalOf(settle(desk.ports, found.id, second.name))).toBe('task-silent');
    await live(30);
    expect(days(), 'the older one had its first with the newer').toEqual([
      '2026-03-09T09:00',
      '2026-03-13T09:00',
    ]);
  });

  test('after a standstill of the desk once for all that were missed', async () => {
    await inquires();
    desk.pass(8 * DAY * 2);
    await lookAtCase(desk.ports, found.id);
    await live(30);
    expect(reminders()).toHaveLength(1);
  });

  test('twice looked at, or handed on again after a crash, is said once', async () => {
    await inquires();
    await live(3);
    await Promise.all([lookAtCase(desk.ports, found.id), lookAtCase(desk.ports, found.id)]);
    await lookAtCase(desk.ports, found.id);
    expect(reminders()).toHaveLength(1);
    world.behaves.hand = () => Promise.reject(new Error('the provider is away'));
    await expect(sent()).rejects.toThrow('away');
    world.behaves.hand = async () => 'taken';
    await sent();
    await sent();
    expect(new Set(world.mails.map(messageIdOf)).size).toBe(1);
    expect(world.mails).toHaveLength(1);
  });

  test('L3 it moves no promise, and asking moves no wake-up', async () => {
    const { wakeAt } = await now(desk, found.id);
    await inquires();
    expect((await now(desk, found.id)).wakeAt).toBe(wakeAt);
    const { clocks } = await now(desk, found.id);
    await live(4);
    expect((await now(desk, found.id)).clocks.resolution).toEqual(clocks.resolution);
  });

  test('E10 the caps hold for it', async () => {
    await inquires();
    await live(3);
    const earlier = Array.from({ length: 10 }, (_, at) => ({
      recipient: ANNA,
      caseId: `other-${at}`,
      at: desk.rows.now,
      mail: `mail-${at}`,
    }));
    for (const [at, next] of earlier.entries())
      await desk.ports.automatic.keep(ANNA, earlier.slice(0, at), next);
    expect(await sent()).toEqual([]);
  });
});

describe('nobody is reminded of what they need not answer', () => {
  test('of what was answered, neither by a look nor by a mail that is late', async () => {
    await inquires();
    await live(3);
    const [out = expect.fail('nobody is reminded')] = reminders();
    await replies(desk, found, 'About forty.');
    await world.deliver(desk.ports, out);
    await live(30);
    expect([world.mails, reminders().length]).toEqual([[], 1]);
  });

  test('of what was answered on its row alone, which the case has not booked', async () => {
    const task = await inquires();
    await live(2);
    const answer = { outcome: 'answered', comment: 'Forty.', by: ANNA, at: desk.rows.now };
    await desk.ports.tasks.settle(task.ref, { state: 'answered', answer }, []);
    await live(20);
    expect(reminders()).toEqual([]);
  });

  test('of a part of it that was answered', async () => {
    await completes();
    const task = await inquires();
    await live(3);
    const answer = { outcome: 'answered', comment: 'Forty.', by: ANNA, at: desk.rows.now };
    await desk.ports.tasks.settle(task.ref, { state: 'answered', answer }, []);
    const [mail] = await sent();
    expect(mail?.text).toContain('Last working day');
    expect(mail?.text).not.toContain('users');
  });

  test('of what was withdrawn, or whose time is over', async () => {
    const task = await inquires({ hours: 1 });
    await live(3);
    expect(await sent(), 'its process has not noticed yet').toEqual([]);
    expect(await refusalOf(settle(desk.ports, found.id, task.name))).toBe('task-silent');
    await live(20);
    expect(reminders()).toHaveLength(1);
  });

  test('while the case rests', async () => {
    await inquires();
    await holdCase(desk.ports, found.id, AGENT, {
      reason: 'A works council.',
      until: '2026-04-01T09:00:00.000Z',
    });
    await live(20);
    expect(days()).toEqual([]);
    await resumeCase(desk.ports, found.id, AGENT);
    await live(1);
    expect(days()).toHaveLength(1);
  });

  test.each(['care', 'emergency'] as const)('in a matter of %s', async (kind) => {
    await inquires();
    desk.rows.heads.set(found.id, { ...(await now(desk, found.id)), kind });
    await live(20);
    expect(reminders()).toEqual([]);
  });

  test('E4 whose address nobody vouches for', async () => {
    found = await opens(desk, { id: 'stranger', from: 'anna@else.example', dmarc: 'none' });
    await inquires();
    await live(20);
    expect(reminders()).toEqual([]);
  });

  test('what a person asked besides closes nothing while a process asks', async () => {
    await inquires();
    await sendMessage(desk.ports, found.id, AGENT, { body: 'b', visibility: 'public', waitForReply: true });
    await live(60);
    expect((await now(desk, found.id)).status).toBe('waiting');
    expect(reminders()).toHaveLength(2);
  });
});
