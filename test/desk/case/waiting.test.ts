import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { ANNA, arrive } from '../memory/mail.ts';
import { opened, outside } from '../memory/outside.ts';
import { AGENT, asks, newest, now, opens, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let found: Case;
beforeEach(async () => {
  desk = memory();
  found = await opens(desk);
});

const DAY = 60 * 24;
const wait = () =>
  sendMessage(desk.ports, found.id, AGENT, { body: 'b', visibility: 'public', waitForReply: true });
const reply = (text = 'The left one.') =>
  arrive(desk.ports, { id: `${desk.rows.now}@x`, inReplyTo: 'first@corp.example', text });
/** Lets days go by, looking whenever a wake-up comes, as the clock does. */
async function live(days: number) {
  const end = new Date(Date.parse(desk.rows.now) + days * DAY * 60_000).toISOString();
  for (;;) {
    const { wakeAt } = await now(desk, found.id);
    if (wakeAt === undefined || wakeAt > end) break;
    if (wakeAt > desk.rows.now) desk.rows.now = wakeAt;
    await lookAtCase(desk.ports, found.id);
    const next = (await now(desk, found.id)).wakeAt;
    if (next === wakeAt) throw new Error('a wake-up that moves nothing on');
  }
  desk.rows.now = end;
}
/** What the requester was written because of the waiting, and when. */
const told = () =>
  (desk.rows.commits.get(found.id) ?? []).flatMap(({ events, effects }) =>
    effects.flatMap((effect) =>
      effect.kind === 'mail' && ['reminder', 'closed-unanswered'].includes(effect.template)
        ? [`${effect.template} ${events[0]?.at.slice(0, 16)}`]
        : [],
    ),
  );

describe('P21 a question its requester does not answer', () => {
  test('is reminded of on the third and seventh business day and closed on the fourteenth, each once', async () => {
    await wait();
    await live(40);
    expect(told()).toEqual([
      'reminder 2026-03-05T09:00',
      'reminder 2026-03-11T09:00',
      'closed-unanswered 2026-03-20T09:00',
    ]);
    expect(await now(desk, found.id)).toMatchObject({ status: 'closed' });
  });

  test('the reminder says when it closes, and goes to the requester alone', async () => {
    await wait();
    await live(4);
    expect(newest(desk, found.id).effects).toEqual([
      expect.objectContaining({
        to: [ANNA],
        template: 'reminder',
        values: { closesAt: '2026-03-20T09:00:00.000Z' },
      }),
    ]);
  });

  test('its words are the department’s, with the day in its zone and how to keep it open', async () => {
    await wait();
    await live(40);
    const world = outside();
    const [, last, closing] = desk.rows.outbox.filter(
      ({ effect }) => effect.kind === 'mail' && ['reminder', 'closed-unanswered'].includes(effect.template),
    );
    for (const out of [last, closing]) if (out !== undefined) await world.deliver(desk.ports, out);
    const mails = await Promise.all(world.mails.map(opened));
    const [reminder, closed] = mails.map(({ text = '' }) => text.replace(/\s+/g, ' '));
    expect(reminder).toContain(`your incident ${found.reference}`);
    expect(reminder).toContain('IT closes it on Friday, 20 March 2026 at 10:00 (Europe/Berlin)');
    expect(reminder).toContain('A plain reply to this mail keeps it open.');
    expect(closed).toContain(`has closed your incident ${found.reference}`);
  });

  test('an answer ends it, and a new question begins it anew', async () => {
    await wait();
    await live(8);
    await reply();
    await live(30);
    expect(told()).toHaveLength(1);
    await wait();
    await live(6);
    expect(told()).toHaveLength(2);
  });

  test('a second question before the answer counts from the second', async () => {
    await wait();
    await live(2);
    await wait();
    await live(2);
    expect(told()).toEqual([]);
    await live(3);
    expect(told()).toEqual(['reminder 2026-03-09T09:00']);
  });

  test('a reply at the same moment: one of the two is first, and the case is open after it', async () => {
    for (const first of ['close', 'reply']) {
      desk = memory();
      found = await opens(desk);
      await wait();
      await live(12);
      desk.rows.now = '2026-03-20T09:00:00.000Z';
      const both = [() => lookAtCase(desk.ports, found.id), () => reply()];
      await Promise.all((first === 'close' ? both : both.toReversed()).map((act) => act()));
      expect((await now(desk, found.id)).status).toBe('open');
      expect(desk.rows.heads.size).toBe(1);
    }
  });

  test('nobody is written to while something is asked of somebody else', async () => {
    await asks(desk.ports, question(found, { hours: 24 * 60 }));
    await wait();
    await live(40);
    expect(told()).toEqual([]);
    expect((await now(desk, found.id)).status).toBe('waiting');
  });

  test('after a standstill of the desk there is one reminder, with as much time left as the last one leaves', async () => {
    await wait();
    desk.pass(60 * DAY);
    await lookAtCase(desk.ports, found.id);
    expect(told()).toHaveLength(1);
    expect((await now(desk, found.id)).reminded).toMatchObject({
      times: 2,
      closesAt: '2026-05-12T09:00:00.000Z',
    });
    await live(20);
    expect(told()).toHaveLength(2);
    expect((await now(desk, found.id)).status).toBe('closed');
  });

  test('I3 waiting itself moves no wake-up, so the ordinary case writes nothing for it', async () => {
    const { wakeAt } = await now(desk, found.id);
    await wait();
    expect((await now(desk, found.id)).wakeAt).toBe(wakeAt);
    expect(newest(desk, found.id).effects.map(({ kind }) => kind)).toEqual(['mail']);
  });

  test('a department that says nothing waits for as long as it takes', async () => {
    found = await opens(desk, { id: 'odd@x', subject: 'hello', text: 'blargh fnord wibble' });
    expect(found.department).toBe('triage');
    await wait();
    await live(60);
    expect(told()).toEqual([]);
  });
});

describe('P14 a reply to what is closed', () => {
  const close = async () => {
    await wait();
    await live(19);
    expect((await now(desk, found.id)).status).toBe('closed');
  };

  test('opens it again within the business days of its department', async () => {
    await close();
    desk.rows.now = '2026-03-27T08:59:00.000Z';
    await reply();
    expect(await now(desk, found.id)).toMatchObject({ status: 'open', stage: 'reopened' });
    expect(newest(desk, found.id).names).toContain('ClockResumed');
    expect(desk.rows.heads.size).toBe(1);
  });

  test('is a new case that follows it afterwards', async () => {
    await close();
    desk.rows.now = '2026-03-27T09:01:00.000Z';
    await reply();
    expect((await now(desk, found.id)).links).toMatchObject([{ as: 'followed-by' }]);
    expect(desk.rows.heads.size).toBe(2);
  });

  test.each([0, 30])(
    'row 83 that is nothing but thanks is praise, %s days later too, and opens nothing',
    async (days) => {
      await close();
      desk.pass(days * DAY);
      await reply('Thank you very much!');
      expect(newest(desk, found.id).names).toEqual(['MessageReceived', 'KudosReceived']);
      expect([(await now(desk, found.id)).status, desk.rows.heads.size]).toEqual(['closed', 1]);
    },
  );

  test('C6 of a machine opens nothing', async () => {
    await close();
    const headers = ['Auto-Submitted: auto-replied'];
    await arrive(desk.ports, { id: 'ooo@x', inReplyTo: 'first@corp.example', text: 'I am away.', headers });
    expect([(await now(desk, found.id)).status, desk.rows.heads.size]).toEqual(['closed', 1]);
  });
});
