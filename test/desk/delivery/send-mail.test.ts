import { beforeEach, describe, expect, test } from 'vitest';
import { resolveCase } from '#desk/case/resolve-case.ts';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { caseOfAddress, caseOfMessageId } from '#desk/intake/tokens.ts';
import { answerTask } from '#desk/task/answer.ts';
import { isLinkOf, refOfLink } from '#desk/task/link.ts';
import { ANNA } from '../memory/mail.ts';
import { messageIdOf, type Outside, outside, opened as read } from '../memory/outside.ts';
import { AGENT, asks, now, opens, PROCESS, question } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

let desk: Memory;
let world: Outside;
beforeEach(() => {
  desk = memory();
  world = outside();
});

const mailsOf = () => desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail');
const newestMail = () => mailsOf().at(-1) ?? expect.fail('no mail leaves');
const send = (out: Outgoing = newestMail()) => world.deliver(desk.ports, out);
const sent = async () => read(world.mails.at(-1) ?? expect.fail('no mail was sent'));

describe('a mail of a case', () => {
  test('E9 continues the requester’s thread and leads a reply home', async () => {
    const { id, reference } = await opens(desk);
    await send();
    const mail = await sent();
    expect(mail.inReplyTo).toBe('<first@corp.example>');
    expect(caseOfMessageId(mail.messageId ?? '', 'desk.example', [KEY])?.caseId).toBe(id);
    expect(caseOfAddress(mail.replyTo?.[0]?.address ?? '', FRONT_DOOR, [KEY])).toBe(id);
    expect(mail.subject).toContain(reference);
    expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-replied');
  });

  test('E11 the acknowledgement repeats nothing of what was written, and says when they will hear', async () => {
    await opens(desk, { text: 'My laptop shows a blue screen, call +49 111.' });
    await send();
    const { text = '' } = await sent();
    expect(text).not.toContain('+49 111');
    expect(text).toMatch(/Monday,? 2 March 2026 at 11:00 .Europe.Berlin./);
  });

  test('A10 the mail to an approver carries a link of theirs, and not the words of the requester', async () => {
    const opened = await opens(desk);
    const task = await asks(desk.ports, question(opened, { of: { group: 'lead' } }));
    await send();
    const { text = '' } = await sent();
    const link = /answers\/(\S+)/.exec(text)?.[1] ?? '';
    expect(refOfLink(link)).toBe(task.ref);
    expect(isLinkOf([KEY], link, 'answer', task.ref, 'it-lead@corp.example')).toBe(true);
    expect(isLinkOf([KEY], link, 'answer', task.ref, ANNA)).toBe(false);
    expect(text).not.toContain('restarts');
    expect(text).not.toContain(task.token);
  });

  test('A2 a question that is over by then is not put to anybody', async () => {
    const opened = await opens(desk);
    const { ref } = await asks(desk.ports, question(opened, { of: { group: 'lead' } }));
    const mail = newestMail();
    const answer = { outcome: 'approve', by: 'kim', at: desk.rows.now };
    await answerTask(desk.ports, ref, AGENT, answer, () => true);
    await send(mail);
    expect(world.mails).toEqual([]);
    expect(desk.rows.deliveries.get(mail.effect.id)).toMatchObject({ state: 'suppressed', note: 'answered' });
    await resolveCase(desk.ports, opened.id, PROCESS, { outcome: 'solved' });
    await send(mail);
    expect(world.mails, 'not by a repeat either').toEqual([]);
  });

  test('row 76 the solution asks whether it helped, with links of the requester', async () => {
    const { id } = await opens(desk);
    await resolveCase(desk.ports, id, PROCESS, { outcome: 'solved', text: 'The driver is new.' });
    await send();
    const { text = '', html = '' } = await sent();
    expect(text).toContain('The driver is new.');
    const links = [...text.matchAll(/surveys\/(\S+)\?helped=(yes|no)/g)].map(([, link = '', way]) => [
      isLinkOf([KEY], link, 'survey', id, ANNA),
      way,
    ]);
    expect(links).toEqual([
      [true, 'yes'],
      [true, 'no'],
    ]);
    expect(html).toContain('helped=yes');
  });
});

describe('sending', () => {
  test('C4 twice is once', async () => {
    await opens(desk);
    await send();
    await send();
    expect(world.mails).toHaveLength(1);
    expect(desk.rows.deliveries.get(mailsOf()[0]?.effect.id ?? '')).toMatchObject({
      state: 'delivered',
      note: 'taken',
    });
  });

  test('C4 a mail that left but was not marked goes out under the same Message-ID', async () => {
    await opens(desk);
    const keep = desk.ports.deliveries.keep;
    const crashing = {
      ...desk.ports,
      deliveries: { ...desk.ports.deliveries, keep: () => Promise.reject(Error('crash')) },
    };
    await expect(world.deliver(crashing, newestMail())).rejects.toThrow('crash');
    expect(keep).toBe(desk.ports.deliveries.keep);
    await send();
    const [first, second] = world.mails.map(messageIdOf);
    expect(first).toBeTruthy();
    expect(second).toBe(first);
  });

  test('C4 an outage of the provider loses no mail, however often it is tried', async () => {
    await opens(desk);
    const { hand } = world.behaves;
    world.behaves.hand = () => Promise.reject(new Error('the provider is down'));
    for (let i = 0; i < 6; i += 1) await expect(send()).rejects.toThrow('down');
    world.behaves.hand = hand;
    await send();
    expect(world.mails).toHaveLength(1);
    expect(desk.rows.automatic.get(ANNA)).toHaveLength(1);
  });

  test('E10 the fourth automatic mail of an hour about one case stays here, booked with its cap', async () => {
    const { id } = await opens(desk);
    const told = (i: number): Outgoing => ({
      caseId: id,
      effect: { kind: 'mail', id: `${id}-${i}-told`, to: [ANNA], template: 'told', values: { text: 'x' } },
    });
    for (let i = 1; i <= 4; i += 1) await send(told(i));
    expect(world.mails).toHaveLength(3);
    expect(desk.rows.deliveries.get(`${id}-4-told`)).toMatchObject({
      state: 'suppressed',
      note: 'perRecipientAndCaseAnHour',
    });
    desk.pass(61);
    await send(told(5));
    expect(world.mails).toHaveLength(4);
  });

  test('L3 what a person says in the course of a process is no automatic mail: it looks like none and no cap stops it', async () => {
    const { id } = await opens(desk);
    for (let i = 1; i <= 4; i += 1) {
      const values = { text: 'I have it.', by: 'kim@corp.example' };
      const effect = { kind: 'mail', id: `${id}-${i}-told`, to: [ANNA], template: 'told', values } as const;
      await send({ caseId: id, effect });
    }
    expect(world.mails).toHaveLength(4);
    expect((await sent()).headers.map(({ key }) => key)).not.toContain('auto-submitted');
    expect(desk.rows.automatic.get(ANNA)).toBeUndefined();
  });

  test('E10 two at once are both counted', async () => {
    const one = await opens(desk);
    const two = await opens(desk, { id: 'second@corp.example' });
    const results = await Promise.allSettled(mailsOf().map((out) => send(out)));
    for (const out of mailsOf()) await send(out);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(
      desk.rows.automatic
        .get(ANNA)
        ?.map(({ caseId }) => caseId)
        .sort(),
    ).toEqual([one.id, two.id].sort());
    expect(new Set(world.mails.map(messageIdOf)).size).toBe(2);
  });

  test('a person’s words are sent as they were kept, and not counted', async () => {
    const { id } = await opens(desk);
    await desk.ports.bodies.put('messages/1', { text: 'Please try the other cable.' });
    for (let i = 1; i <= 5; i += 1)
      await send({
        caseId: id,
        effect: {
          kind: 'mail',
          id: `${id}-${i}-message`,
          to: [ANNA],
          template: 'message',
          body: 'messages/1',
        },
      });
    expect(world.mails).toHaveLength(5);
    expect((await sent()).text).toContain('Please try the other cable.');
    expect((await now(desk, id)).version).toBe(1);
  });
});
