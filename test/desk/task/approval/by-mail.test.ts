import { describe, expect, test } from 'vitest';
import { answerTask } from '#desk/task/answer.ts';
import { delegate } from '#desk/task/approval/delegate.ts';
import { ANNA, arrive, type Written } from '../../memory/mail.ts';
import { outside, opened as readMail } from '../../memory/outside.ts';
import { asks, happenings, opens, question, refusalOf } from '../../memory/stories.ts';
import { type Memory, memory } from '../../memory.ts';
import { AL, BEA, BO, CY, twoOfThree, voting } from './ballots.ts';

type Voting = Awaited<ReturnType<typeof voting>>;

/** The address a reply to somebody's invitation goes to. */
async function replyTo(of: Pick<Voting, 'world' | 'deliver'>, to: string): Promise<string> {
  await of.deliver();
  const mail = of.world.mails.findLast((each) => each.to.includes(to)) ?? expect.fail(`no mail to ${to}`);
  return (await readMail(mail)).replyTo?.[0]?.address ?? expect.fail('no Reply-To');
}

let replies = 0;
const replied = async ({ ports }: Memory, to: string, from: string, text: string, more: Written = {}) => {
  replies += 1;
  const id = `reply-${replies}@corp.example`;
  await arrive(ports, { from, to: [to], subject: 'Re: May this go ahead?', text, id, ...more }, `raw/${id}`);
};
const templates = ({ rows }: Memory) =>
  rows.outbox.flatMap(({ effect }) => (effect.kind === 'mail' ? [`${effect.template} ${effect.to}`] : []));

describe('A7, E18 a reply decides', () => {
  test('with a first line that is a vote; its words are the comment, and the case hears nothing else', async () => {
    const of = await voting();
    const to = await replyTo(of, AL);
    expect(to).toMatch(new RegExp(`^help\\+${of.ref}\\.0\\.`));
    await replied(of.desk, to, AL, 'Genehmigt, danke\n\nAber bitte im Mai.');
    expect((await of.approval()).stages[0]?.votes).toMatchObject([
      { seat: AL, by: AL, outcome: 'approve', comment: 'Aber bitte im Mai.' },
    ]);
    expect(happenings(of.desk, of.opened.id)).not.toContain('MessageReceived');
    expect([...of.rows.ledger.values()].at(-1)).toMatchObject({ class: 'appended', cause: 'vote' });
  });

  test('once, however often its mail comes', async () => {
    const of = await voting();
    const to = await replyTo(of, AL);
    const mail: Written = { id: 'the-same@corp.example' };
    const crashing = {
      ...of.ports,
      ledger: { ...of.ports.ledger, record: () => Promise.reject(new Error('crash')) },
    };
    await expect(replied({ ...of.desk, ports: crashing }, to, AL, 'Approved', mail)).rejects.toThrow('crash');
    await replied(of.desk, to, AL, 'Approved', mail);
    await replied(of.desk, to, AL, 'Approved', mail);
    expect((await of.approval()).turn).toBe(2);
    expect(templates(of.desk)).not.toContain(`decided ${AL}`);
  });

  test('too late hears who decided', async () => {
    const of = await voting();
    const to = await replyTo(of, CY);
    await of.votes(AL);
    await of.votes(BO);
    of.rows.outbox.length = 0;
    await replied(of.desk, to, CY, 'No');
    expect(templates(of.desk)).toEqual([`decided ${CY}`]);
    expect(of.rows.outbox[0]?.effect).toMatchObject({ values: { text: expect.stringContaining(BO) } });
  });

  test('in the place of somebody, by their delegate, who is told of their deputyship', async () => {
    const desk = memory();
    await delegate(desk.ports, { who: AL, to: BEA, from: '2026-03-01', until: '2026-03-06' });
    expect(templates(desk)).toEqual([`delegated ${BEA}`]);
    const of = await voting(twoOfThree, desk);
    await replied(desk, await replyTo(of, BEA), BEA, 'Approved');
    expect((await of.approval()).stages[0]?.votes).toMatchObject([{ seat: AL, by: BEA }]);
    const mail = of.world.mails.find((each) => each.to.includes(BEA) && each.raw.includes(of.ref));
    expect((await readMail(mail ?? expect.fail('no mail'))).text).toContain(`in the place of ${AL}`);
  });

  test('of one person who is asked alone as well', async () => {
    const desk = memory();
    const opened = await opens(desk);
    await desk.ports.directory.keep({ address: ANNA, manager: AL });
    const { ref } = await asks(desk.ports, question(opened));
    const world = outside();
    const deliver = async () => {
      for (const out of desk.rows.outbox.splice(0)) await world.deliver(desk.ports, out);
    };
    await replied(desk, await replyTo({ world, deliver }, AL), AL, 'Rejected\nToo dear.');
    expect((await desk.ports.tasks.find(ref))?.answer).toMatchObject({
      outcome: 'reject',
      by: AL,
      comment: 'Too dear.',
    });
    const late = answerTask(
      desk.ports,
      ref,
      { kind: 'participant', id: AL },
      { outcome: 'approve', by: AL, at: desk.rows.now },
      () => true,
    );
    expect(await late).toMatchObject({ status: 'alreadyAnswered' });
  });
});

describe('A7, E18 anything else decides nothing', () => {
  test.each([
    ['a question', AL, 'How much is it?'],
    ['a condition', AL, 'Yes, but only in May'],
    ['a stranger to the question', 'dan@corp.example', 'Approved'],
    ['the requester', ANNA, 'Approved'],
  ])('%s is answered once it is read, and kept with the case', async (_what, from, text) => {
    const of = await voting();
    const to = await replyTo(of, AL);
    await replied(of.desk, to, from, text);
    expect((await of.approval()).turn).toBe(1);
    expect(templates(of.desk)).toContain(`not-understood ${from}`);
    if (from === AL) expect(happenings(of.desk, of.opened.id)).toContain('NoteAdded');
    expect(happenings(of.desk, of.opened.id)).not.toContain('ParticipantJoined');
  });

  test('an absence changes nothing and is answered by nobody; people who look at the case read of it (A4, C6)', async () => {
    const of = await voting();
    const to = await replyTo(of, AL);
    await replied(of.desk, to, AL, 'Approved', {
      subject: 'Out of Office: May this go ahead?',
      headers: ['Auto-Submitted: auto-replied', 'X-Autoreply: yes'],
    });
    expect((await of.approval()).turn).toBe(1);
    expect(templates(of.desk)).toEqual([]);
    expect(happenings(of.desk, of.opened.id).slice(-2)).toEqual(['MessageReceived', 'NoteAdded']);
  });

  test('a sender nobody vouches for is heard and not answered', async () => {
    const of = await voting();
    const to = await replyTo(of, AL);
    await replied(of.desk, to, 'al@elsewhere.example', 'Approved', { dmarc: 'none' });
    expect((await of.approval()).turn).toBe(1);
    expect(templates(of.desk)).toEqual([]);
  });

  test('E10 however often somebody writes, three answers an hour', async () => {
    const of = await voting();
    const to = await replyTo(of, AL);
    const before = of.world.mails.length;
    for (let count = 0; count < 5; count += 1) await replied(of.desk, to, AL, 'Hm?');
    await of.deliver();
    const answers = of.world.mails.slice(before).filter((mail) => mail.to.includes(AL));
    expect(answers).toHaveLength(3);
  });

  test('a token that is not ours leads to no vote', async () => {
    const of = await voting();
    const to = await replyTo(of, AL);
    await replied(of.desk, to.replace(/\.0\./, '.1.'), AL, 'Approved');
    expect((await of.approval()).turn).toBe(1);
  });
});

describe('A4 a deputyship', () => {
  test.each([
    ['oneself', { to: AL }, '/to'],
    ['a stranger', { to: 'bea@elsewhere.example' }, '/to'],
    ['days that are none', { from: 'soon' }, '/from'],
    ['days in the wrong order', { until: '2026-02-01' }, '/until'],
  ])('of %s is refused, named', async (_what, wrong, pointer) => {
    const desk = memory();
    const given = { who: AL, to: BEA, from: '2026-03-01', until: '2026-03-06', ...wrong };
    await expect(delegate(desk.ports, given)).rejects.toMatchObject({
      code: 'invalid',
      faults: [{ pointer }],
    });
    expect(await refusalOf(delegate(desk.ports, given))).toBe('invalid');
  });

  test('given twice is told once', async () => {
    const desk = memory();
    const world = outside();
    const given = { who: AL, to: BEA, from: '2026-03-01', until: '2026-03-06' };
    for (let count = 0; count < 2; count += 1) await delegate(desk.ports, given);
    for (const out of desk.rows.outbox.splice(0)) await world.deliver(desk.ports, out);
    expect(world.mails).toHaveLength(1);
  });
});

test('A10 a stage sees its own facts, and the words of the requester only where it may', async () => {
  const stage = { ...twoOfThree.stages[0], show: ['requester'] };
  const of = await voting({ stages: [stage] });
  await of.deliver();
  const mail = of.world.mails.find((each) => each.to.includes(AL)) ?? expect.fail('no mail');
  const { text = '' } = await readMail(mail);
  expect(text).toContain(ANNA);
  expect(text).not.toContain('800');
});
