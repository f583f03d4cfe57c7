import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { linkIn, replyTo } from './driver/letters.ts';
import { press } from './driver/page.ts';
import { answers, asked, inOrder, opens } from './driver/story.ts';
import { waitFor } from './driver/wait.ts';

type Part = Readonly<{ caseId: string; reference: string; department?: string; status: string }>;

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

const viewer = () => desk.as('look@corp.example', 'it', 'hr', 'facilities', 'security', 'payroll');

test('row 18 somebody leaves: one question for the missing day, four parts, access until the day is over, and the whole ends last', async () => {
  const from = 'max@corp.example';
  const lastWorkingDay = new Date((await desk.now()).getTime() + 5 * 86_400_000).toISOString().slice(0, 10);
  const found = await opens(
    desk,
    from,
    'Termination',
    'Termination of an employment, she has told me why.\n\nMail address of the colleague: robin@corp.example\nPlace of work: Germany',
  );
  expect(found).toMatchObject({ department: 'hr', service: 'leaver' });

  const question = await desk.mailTo(from, 'Last working day');
  expect(question.text).not.toContain('Place of work');
  await desk.atRest();
  expect((await desk.mailbox('hr-operations@corp.example')).map(({ subject }) => subject)).toEqual([]);
  expect((await viewer().case(found.caseId)) as object).not.toHaveProperty('children');

  await desk.becomes(replyTo(question, from, `Last working day: ${lastWorkingDay}`));
  await answers(desk, 'hr-operations@corp.example', found, 'confirm', { lastWorkingDay });
  const parts = await waitFor('four parts', async () => {
    const { children = [] } = (await viewer().case(found.caseId)) as { children?: readonly Part[] };
    return children.length === 4 && children;
  });
  const partOf = (prefix: string) =>
    parts.find(({ reference }) => reference.startsWith(prefix)) ?? expect.fail(`no part ${prefix}`);
  const { history, facts } = await viewer().case(partOf('IT').caseId);
  expect(facts).toEqual({ colleague: 'robin@corp.example', lastWorkingDay, place: 'Germany' });
  expect(JSON.stringify(history)).not.toContain('told me why');
  const due = history.find(({ type, clock }) => type === 'ClockStarted' && clock === 'resolution');
  const day = new Date(`${lastWorkingDay}T00:00:00Z`).getTime() + 86_400_000;
  const ends = Date.parse(String(due?.at)) + Number(due?.target) * 1000;
  // One o'clock of the day after in Berlin, in winter or in summer time. A promise has whole seconds, rounded down.
  expect([0, -3_600]).toContain(Math.ceil((ends - day) / 1000));

  await answers(desk, 'facilities-moves@corp.example', partOf('FM'), 'done');
  await answers(desk, 'payroll-office@corp.example', partOf('PAY'), 'done');
  await desk.atRest();
  expect(desk.systems.it.asked).toEqual([]);
  const early = await desk
    .as('agent@corp.example', 'hr')
    .post(`/cases/${found.caseId}/resolution`, { outcome: 'left' });
  expect(early).toMatchObject({ status: 409, body: { code: 'children-open' } });

  await desk.advance({ seconds: Math.ceil((ends - 3_600_000 - (await desk.now()).getTime()) / 1000) });
  const webhook = await waitFor('the access to be ended', async () => desk.systems.it.asked[0]);
  expect(webhook.data).toMatchObject({ colleague: 'robin@corp.example' });
  const timestamp = Math.floor((await desk.now()).getTime() / 1000);
  const { status } = await desk.systems.it.call(
    webhook.body.callbackUrl,
    { outcome: 'completed' },
    { timestamp },
  );
  expect(status).toBe(202);
  await answers(desk, 'it-support@corp.example', partOf('IT'), 'collected');
  // Security has no system here: whoever is on call ends the badge.
  await desk.advance({ hours: 2 });
  const badge = await asked(desk, 'security-oncall@corp.example', partOf('SEC'));
  expect((await viewer().case(found.caseId)).status).not.toBe('resolved');
  await press(linkIn(badge, '/answers/'), 'ended');

  const done = await desk.mailTo(from, 'nothing left open');
  expect(done.subject).toContain(found.reference);
  expect(await viewer().case(found.caseId)).toMatchObject({ status: 'resolved', outcome: 'left' });
  for (const { caseId } of parts) expect((await viewer().case(caseId)).status).toBe('closed');
  const mails = await desk.mailbox(from);
  for (const { reference } of parts)
    expect(mails.filter(({ subject, text }) => `${subject} ${text}`.includes(reference))).toEqual([]);
}, 120_000);
