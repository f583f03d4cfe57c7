import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '#statemachines/words/ask.ts';
import { child } from '#statemachines/words/child.ts';
import { close } from '#statemachines/words/close.ts';
import { defineProcess } from '#statemachines/words/define-process.ts';
import { type Desk, startDesk } from './driver/desk.ts';
import { insist, killing, seeded } from './driver/killer.ts';
import { linkIn, replyTo } from './driver/letters.ts';
import { open, press } from './driver/page.ts';
import { processOf } from './driver/process-of.ts';
import { asked, inOrder, opens, reaches } from './driver/story.ts';

const SEED = 20_260_303;
const IT = 'it-support@corp.example';

/** A question to HR that IT has to do a part of. */
const shared = defineProcess('question', {
  comment: 'HR: a part of the matter is done by IT.',
  startAt: 'Set up with IT',
  days: 30,
  states: {
    ...child('Set up with IT', {
      role: 'IT',
      department: 'it',
      service: 'workplace-incident',
      subject: 'Set up an account',
      hours: 48,
      next: 'Close as answered',
      onSilence: 'See to it with the lead',
    }),
    ...ask('See to it with the lead', 'group.lead', {
      role: 'HR lead',
      question: 'IT has not done its part in time. How does it go on?',
      outcomes: ['answered'],
      hours: 24,
      next: 'Close as answered',
      onSilence: 'Close as answered',
    }),
    ...close({ 'Close as answered': { outcome: 'answered-question' } }),
  },
});

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({}, processOf('hr-question', shared));
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

type Family = Readonly<{
  children?: readonly Readonly<{ caseId: string; reference: string; status: string }>[];
}>;

const question = (from: string) => opens(desk, from, 'Vacation', 'How many vacation days do I have left?');
const partOf = async (caseId: string) => {
  const { children } = (await reaches(
    desk,
    caseId,
    'its part',
    (found) => 'children' in found,
  )) as unknown as Family;
  expect(children).toHaveLength(1);
  return children?.[0] ?? expect.fail('there is no part');
};

describe('a case of HR with a part in IT', () => {
  test('row 23 is killed in the middle, and goes on when its part has ended; its requester hears of the whole alone', async () => {
    const random = seeded(SEED);
    const from = 'nan@corp.example';
    const found = await question(from);
    await killing(desk, random, 1, () => desk.ledger());
    const part = await insist(() => partOf(found.caseId));
    const mail = await asked(desk, IT, part);
    const early = await desk
      .as('agent@corp.example', 'hr')
      .post(`/cases/${found.caseId}/resolution`, { outcome: 'declined' });
    expect(early).toMatchObject({ status: 409, body: { code: 'children-open' } });
    expect(JSON.stringify(early.body)).toContain(part.reference);
    expect((await desk.as('agent@corp.example', 'it').get(`/cases/${found.caseId}`)).status).toBe(404);

    const link = linkIn(mail, '/answers/');
    const [button = ''] = (await open(link)).buttons;
    await killing(desk, random, 1, async () => {
      const { buttons } = await open(link);
      const page = buttons.includes(button)
        ? await press(link, button, { comment: 'It is set up.' })
        : await open(link);
      expect(page.html).toContain('This is answered');
    });
    const told = await desk.mailTo(from, 'It is set up.');
    expect(told.subject).toContain(found.reference);
    await reaches(desk, part.caseId, 'closed', ({ status }) => status === 'closed');
    await desk.atRest();
    const mails = await desk.mailbox(from);
    expect(mails).toHaveLength(2);
    expect(mails.filter(({ subject, text }) => `${subject} ${text}`.includes(part.reference))).toEqual([]);
    expect(told.text).toContain('Did this help?');
  }, 240_000);

  test('that its requester withdraws by a reply takes its part with it, and nobody is left asked', async () => {
    const from = 'pam@corp.example';
    const found = await question(from);
    const part = await partOf(found.caseId);
    const link = linkIn(await asked(desk, IT, part), '/answers/');
    const acknowledged = await desk.mailTo(from, 'Its number is');
    await desk.becomes(replyTo(acknowledged, from, 'Please cancel my request.'));
    await desk.mailTo(from, 'is cancelled');
    await reaches(desk, part.caseId, 'cancelled', ({ outcome }) => outcome === 'cancelled');
    expect((await open(link)).html).toContain('no longer needed');
    await desk.atRest();
    expect(await desk.mailbox(from)).toHaveLength(2);
  });
});

describe('a case that runs', () => {
  test('row 11, row 21 is wished for sooner, escalated and cancelled through the API, by those who may', async () => {
    const from = 'quin@corp.example';
    const found = await opens(desk, from, 'VPN', 'The VPN connection drops all the time.');
    const at = (what: string) => `/cases/${found.caseId}/${what}`;
    const wish = { priority: found.priority - 1, reason: 'I present to a customer today.' };
    const agent = desk.as('agent@corp.example', 'it');
    expect((await desk.as('eve@corp.example').post(at('expedite'), wish)).status).toBe(404);
    expect((await desk.as(from).post(at('cancellation'), { reason: 'x' })).status).toBe(403);
    expect((await desk.as(from).post(at('expedite'), { ...wish, priority: 9 })).status).toBe(422);
    expect((await desk.as(from).post(at('expedite'), wish)).status).toBe(202);
    expect((await agent.post(at('expedite'), wish)).status).toBe(409);
    const question = await asked(desk, 'it-lead@corp.example', found, 'Is it to be done sooner?');
    expect((await press(linkIn(question, '/answers/'), 'approve')).html).toContain('This is answered');
    await desk.mailTo(from, 'You asked us to do this sooner, and we do.');
    const sooner = await reaches(desk, found.caseId, 'sooner', ({ priority }) => priority === wish.priority);
    expect(sooner.history).toContainEqual(
      expect.objectContaining({
        type: 'CaseExpedited',
        was: expect.objectContaining({ priority: found.priority }),
      }),
    );

    const escalation = { type: 'hierarchical', to: 'lead', reason: 'A customer waits.' };
    expect((await agent.post(at('escalations'), escalation)).status).toBe(201);
    expect((await agent.post(at('escalations'), { ...escalation, to: 'nobody' })).status).toBe(422);
    await desk.mailTo('it-lead@corp.example', 'A customer waits.');

    for (const status of [200, 200])
      expect((await agent.post(at('cancellation'), { reason: 'Solved by a restart.' })).status).toBe(status);
    await desk.mailTo(from, 'Solved by a restart.');
    await desk.atRest();
    const mails = (await desk.mailbox(from)).filter(({ text }) => text.includes('is cancelled'));
    expect(mails).toHaveLength(1);
    expect((await agent.post(at('escalations'), escalation)).status).toBe(409);
  });
});
