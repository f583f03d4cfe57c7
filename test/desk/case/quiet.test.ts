import { beforeEach, describe, expect, test } from 'vitest';
import { mayCount, mayList, viewOf } from '#desk/case/authorise.ts';
import { handOn } from '#desk/case/hand-on.ts';
import { pauseClocks } from '#desk/case/pauses.ts';
import { isQuiet, REQUESTER } from '#desk/case/quiet.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { restartProcess } from '#desk/case/restart-process.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { answerTask } from '#desk/task/answer.ts';
import { ask } from '#desk/task/ask.ts';
import { told } from '#desk/task/settle.ts';
import { ANNA, arrive, BOB } from '../memory/mail.ts';
import { type Outside, opened, outside } from '../memory/outside.ts';
import { AGENT, caseAt, caughtUp, now, opens, PROCESS, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const DISTRESS = { subject: 'Not well', text: 'I do not want to live any more.' };
const PERHAPS = { subject: 'Printer', text: 'this printer is killing me, it jams all day' };
const FIRE = { subject: 'Help', text: 'smoke on floor 3' };

let desk: Memory;
let world: Outside;
beforeEach(() => {
  desk = memory('2026-03-07T22:10:00.000Z'); // a Saturday, 23:10 in Berlin
  world = outside();
});

const mailsTo = async (to: string) =>
  Promise.all(world.mails.filter((mail) => mail.to.includes(to)).map(opened));
async function deliverAll(from = 0) {
  for (const out of desk.rows.outbox.slice(from))
    if (out.effect.kind === 'mail' || out.effect.kind === 'webhook') await world.deliver(desk.ports, out);
}
const call = (more = {}) => ({
  of: { group: 'team' },
  question: 'Somebody needs a person now. Will you take it?',
  outcomes: ['taken'],
  show: [],
  hours: 0.1,
  page: true,
  ...more,
});

describe('a mail of somebody in distress (row 14)', () => {
  test('is a case of its own people from the first byte, with its words apart', async () => {
    const found = await opens(desk, { ...DISTRESS, to: ['help@desk.example', BOB] });
    expect(found).toMatchObject({ department: 'care', kind: 'care', confidential: true, participants: [] });
    expect(found.body).toMatch(/^restricted\/messages\//);
    expect([...desk.rows.bodies.keys()].every((key) => key.startsWith('restricted/'))).toBe(true);
  });

  test('is answered once: warm words, whom to call, no number, no kind, no hour', async () => {
    await desk.ports.directory.keep({ address: ANNA, location: 'Germany' });
    const found = await opens(desk, DISTRESS);
    await deliverAll();
    const mails = await mailsTo(ANNA);
    expect(mails).toHaveLength(1);
    const { subject = '', text = '', headers } = mails[0] ?? expect.fail('no mail');
    expect(subject).toBe('Your message to us');
    for (const number of ['112', '0800 111 0 111', '116 123']) expect(text).toContain(number);
    const all = `${subject}\n${text}\n${mails[0]?.from?.name}`;
    expect(all).not.toContain(found.reference);
    expect(all).not.toMatch(
      /\bcare\b|distress|emergency case|suicid|by (Mon|Sat|Sun)|hours\b|survey|did this help/i,
    );
    expect(headers.find(({ key }) => key === 'reply-to')?.value).toContain(found.id);
  });

  test('leaves nobody’s address in anything that lies in a queue, and no word of theirs in the books', async () => {
    const found = await opens(desk, DISTRESS);
    await sendMessage(desk.ports, found.id, AGENT, {
      body: 'restricted/messages/m',
      visibility: 'public',
      waitForReply: false,
    });
    const queued = JSON.stringify(desk.rows.outbox);
    expect(queued).not.toContain(ANNA);
    expect(queued).toContain(REQUESTER);
    expect(queued).not.toContain('not want to live');
    const books = JSON.stringify([...desk.rows.ledger.values()]);
    expect(books).not.toMatch(/Not well|live any more|care|anna/);
  });

  test('may be seen by its people and its person, and by nobody else', async () => {
    const found = await opens(desk, DISTRESS);
    const view = (sub: string, ...groups: string[]) => viewOf({ sub, groups }, found);
    expect(view('cara@corp.example', 'care')).toBe('agent');
    expect(view(ANNA)).toBe('requester');
    for (const groups of [
      ['it'],
      ['hr'],
      ['desk'],
      ['platform'],
      ['emergency'],
      ['it', 'desk', 'platform'],
      [],
    ])
      expect(view('eve@corp.example', ...groups), groups.join()).toBe('none');
    const care = desk.ports.catalogue.department('care');
    expect(mayList({ sub: 'x', groups: ['desk', 'it', 'platform'] }, care)).toBe(false);
    expect(mayCount({ sub: 'x', groups: ['desk'] }, care)).toBe(true);
    expect(mayCount({ sub: 'x', groups: ['it', 'platform'] }, care)).toBe(false);
    expect(mayCount({ sub: 'x', groups: ['desk'] }, desk.ports.catalogue.department('hr'))).toBe(false);
  });

  test('however many the desk has written that day, the words with the numbers are sent', async () => {
    for (let at = 0; at < 15; at += 1) {
      await arrive(desk.ports, { ...DISTRESS, id: `again-${at}@corp.example` });
      desk.pass(1);
    }
    await deliverAll();
    expect(await mailsTo(ANNA)).toHaveLength(15);
  });
});

describe('the people who are called', () => {
  test('are paged once, with nothing in it, and hear by a mail that is a link', async () => {
    const found = await opens(desk, DISTRESS);
    const before = desk.rows.outbox.length;
    for (const token of ['t1', 't2']) await ask(desk.ports, question(found, call({ token })));
    const left: Outgoing[] = desk.rows.outbox.slice(before);
    expect(left.filter(({ effect }) => effect.kind === 'webhook')).toHaveLength(1);
    await deliverAll(before);
    const [page, ...more] = world.calls;
    expect(more).toEqual([]);
    expect(JSON.parse(page?.body ?? '')).toMatchObject({
      event: 'case.page',
      department: 'care',
      caseId: found.id,
    });
    const [mail] = await mailsTo('people-support-duty@corp.example');
    const told = `${page?.body}\n${mail?.subject}\n${mail?.text}`;
    expect(told).not.toMatch(/anna|Not well|live any more/i);
    expect(mail?.text).toContain('/answers/');
  });

  test('whose pager is out of reach are written to instead', async () => {
    world.behaves.system = { ...world.behaves.system, url: '' };
    const found = await opens(desk, DISTRESS);
    const before = desk.rows.outbox.length;
    await ask(desk.ports, question(found, call()));
    await deliverAll(before);
    const end = desk.rows.outbox.length;
    await deliverAll(before);
    expect(desk.rows.outbox.length, 'twice is once').toBe(end);
    expect(
      (await mailsTo('people-support-duty@corp.example')).map(({ subject }) => subject).join(),
    ).toContain('somebody is needed now');
  });

  test('stop the clock by taking it; until then the lead and the deputy are paged in turn', async () => {
    const found = await opens(desk, DISTRESS);
    desk.pass(16);
    await lookAtCase(desk.ports, found.id);
    desk.pass(15);
    await lookAtCase(desk.ports, found.id);
    const pages = desk.rows.outbox.flatMap(({ effect }) =>
      effect.kind === 'webhook' ? [effect.about?.instead] : [],
    );
    expect(pages).toEqual(['lead', 'deputy']);
    const ref = await ask(desk.ports, question(found, call()));
    const answer = {
      outcome: 'taken',
      by: 'cara@corp.example',
      at: desk.rows.now,
      comment: 'She is my friend.',
    };
    await answerTask(desk.ports, ref, AGENT, answer, () => true);
    expect((await caughtUp(desk, found.id)).clocks.ack?.state).toBe('stopped');
    const row = (await desk.ports.tasks.find(ref)) ?? expect.fail('no row');
    expect(told(row, answer).comment, 'the engine keeps what it is handed').toBe('');
  });

  test('L2 their promises never pause, whatever is waited for', async () => {
    for (const written of [DISTRESS, FIRE]) {
      const found = await opens(desk, { ...written, id: `${written.text.length}@corp.example` });
      const causes = [
        'waiting-requester',
        'waiting-approval',
        'waiting-supplier',
        'scheduled-start',
        'on-hold',
      ] as const;
      expect(causes.flatMap((cause) => pauseClocks(desk.ports.catalogue, found, cause))).toEqual([]);
      await sendMessage(desk.ports, found.id, AGENT, {
        body: 'messages/m',
        visibility: 'public',
        waitForReply: true,
      });
      const { clocks } = await now(desk, found.id);
      expect(Object.values(clocks).map(({ state }) => state)).not.toContain('paused');
      expect(clocks.resolution?.calendar).toMatch(/^always@/);
    }
  });

  test('say the last word themselves: the desk sends none, asks nothing, and never closes it', async () => {
    const found = await opens(desk, DISTRESS);
    const before = desk.rows.outbox.length;
    await resolveCase(desk.ports, found.id, PROCESS, { outcome: 'in-good-hands' });
    desk.pass(400 * 24 * 60);
    await lookAtCase(desk.ports, found.id);
    expect(desk.rows.outbox.slice(before).filter(({ effect }) => effect.kind === 'mail')).toEqual([]);
    expect((await now(desk, found.id)).status).toBe('resolved');
  });

  test('hear of every further word, also of thanks, and of "never mind"', async () => {
    const found = await opens(desk, DISTRESS);
    await deliverAll();
    const [first] = await mailsTo(ANNA);
    const reply = {
      subject: 'Re: Your message to us',
      inReplyTo: first?.messageId?.replace(/[<>]/g, '') ?? '',
    };
    await arrive(desk.ports, { ...reply, text: 'Never mind, please close this.', id: 'r1@corp.example' });
    expect((await now(desk, found.id)).status).toBe('open');
    await resolveCase(desk.ports, found.id, PROCESS, { outcome: 'in-good-hands' });
    await arrive(desk.ports, { ...reply, text: 'Thank you', id: 'r2@corp.example' });
    const after = await now(desk, found.id);
    expect([after.status, desk.rows.heads.size]).toEqual(['open', 1]);
    const mails = desk.rows.outbox.flatMap(({ effect }) => (effect.kind === 'mail' ? [effect.template] : []));
    expect(mails.slice(1)).toEqual(['new-message', 'reopened']);
  });
});

describe('what only sounds like it', () => {
  test('sends nothing until a person has looked, and then goes on as if it had just come, once', async () => {
    const found = await opens(desk, PERHAPS);
    expect(found).toMatchObject({
      department: 'care',
      service: 'look',
      facts: { otherwise: 'it/workplace-incident' },
    });
    expect(desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail')).toEqual([]);
    const old = found.execution ?? '';
    await restartProcess(desk.ports, found.id, AGENT, { execution: old });
    await handOn(desk.ports, found.id, old);
    expect(desk.rows.heads.size, 'what an earlier execution still does leads to nothing').toBe(1);
    const { execution } = await now(desk, found.id);
    for (const _time of [1, 2]) await handOn(desk.ports, found.id, execution);
    await resolveCase(desk.ports, found.id, PROCESS, { outcome: 'ordinary' });
    expect(desk.rows.heads.size).toBe(2);
    const ordinary = caseAt(desk, 1);
    expect(ordinary).toMatchObject({ department: 'it', body: found.body, requester: { address: ANNA } });
    const history = JSON.stringify(desk.rows.commits.get(ordinary.id));
    expect(history, 'nobody learns that people of care looked').not.toMatch(/care|perhaps|otherwise/);
    expect(history).not.toContain(found.id);
    await deliverAll();
    const mails = await mailsTo(ANNA);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(ordinary.reference);
  });
});

describe('a reply in an ordinary case', () => {
  test('in which somebody is in distress is a case of its own, and the other one does not learn of it', async () => {
    const ordinary = await opens(desk);
    const before = JSON.stringify(desk.rows.commits.get(ordinary.id));
    await arrive(desk.ports, {
      text: 'I do not care about the laptop. I want to die.',
      id: 'second@corp.example',
      inReplyTo: 'first@corp.example',
    });
    const raised = caseAt(desk, 1);
    expect(raised).toMatchObject({ department: 'care', facts: { maybeRelated: ordinary.id } });
    expect(isQuiet(raised)).toBe(true);
    expect(JSON.stringify(desk.rows.commits.get(ordinary.id))).toBe(before);
    const rows = [...desk.rows.ledger.values()].map(({ class: kind, caseId }) => [kind, caseId]);
    expect(rows).toEqual([
      ['opened', ordinary.id],
      ['opened', raised.id],
    ]);
  });

  test('that only sounds like it stays where it is', async () => {
    const ordinary = await opens(desk);
    await arrive(desk.ports, {
      text: 'this laptop is killing me',
      id: 'second@corp.example',
      inReplyTo: 'first@corp.example',
    });
    expect([desk.rows.heads.size, (await now(desk, ordinary.id)).version]).toEqual([1, 2]);
  });
});

describe('an emergency (row 13)', () => {
  test('is answered with the number first, and with no hour by which somebody answers', async () => {
    const found = await opens(desk, FIRE);
    expect(found).toMatchObject({ department: 'emergency', kind: 'emergency', priority: 1 });
    await deliverAll();
    const [mail] = await mailsTo(ANNA);
    expect(mail?.text).toContain('Emergency services: 112');
    expect(mail?.text).not.toMatch(/hear from us|hours|by (Sat|Sun|Mon)/);
    expect(mail?.text?.indexOf('112')).toBeLessThan(mail?.text?.indexOf('alarmed') ?? 0);
  });

  test('is not asked whether it helped', async () => {
    const found = await opens(desk, FIRE);
    const before = desk.rows.outbox.length;
    await resolveCase(desk.ports, found.id, PROCESS, { outcome: 'over', text: 'The fire is out.' });
    await deliverAll(before);
    const [mail] = await mailsTo(ANNA);
    expect(mail?.text).toContain('The fire is out.');
    expect(mail?.text).not.toMatch(/surveys|Did this help/);
  });
});
