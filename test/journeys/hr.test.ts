import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { linkIn, replyTo } from './driver/letters.ts';
import { press } from './driver/page.ts';
import { answers, asked, inOrder, manages, opens, reaches, seen } from './driver/story.ts';

const TEAM = 'hr-operations@corp.example';
const LEAD = 'hr-lead@corp.example';
const WORDS = 'My mother is very ill and needs me at home.';
const DATES = { from: '2027-01-04', returnDate: '2027-04-01', payCode: 'U-17' };

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

const leave = (from: string) => opens(desk, from, 'Unpaid leave', `I ask for a leave of absence. ${WORDS}`);
const asAgentOf = (...groups: string[]) => desk.as('agent@corp.example', ...groups);

describe('a leave of absence', () => {
  test('is approved by the manager, checked by HR, registered by payroll, and its return date is kept', async () => {
    const from = 'gil@corp.example';
    await manages(desk, 'gilboss@corp.example', from);
    const found = await leave(from);
    expect(found).toMatchObject({ department: 'hr', service: 'leave-of-absence', confidential: true });

    const mail = await answers(desk, 'gilboss@corp.example', found, 'approve');
    expect(mail.raw + mail.text).not.toMatch(/mother|ill|Unpaid leave/);
    expect(mail.text).toContain('May this leave be granted?');

    await answers(desk, TEAM, found, 'confirm', DATES);
    const task = await desk.systems.hr.next(from);
    expect(task.signed).toBe(true);
    expect(task.raw).not.toMatch(/mother|Unpaid leave/);
    const { task: name, question, ...shown } = task.data;
    expect([name, question]).toEqual(['Register with payroll', 'Register this leave for the pay run.']);
    expect(shown).toEqual({ requester: from, ...DATES });
    expect(task.body).toMatchObject({ event: 'task.asked', dataClass: 'confidential', department: 'hr' });

    const receipt = await desk.systems.hr.call(task.body.callbackUrl, {
      outcome: 'completed',
      fields: { externalReference: 'PAY-4711' },
    });
    expect(receipt.status).toBe(202);
    const granted = await desk.mailTo(from, 'is granted');
    const resolved = await seen(desk, found.caseId);
    expect(resolved).toMatchObject({
      status: 'resolved',
      outcome: 'granted',
      facts: { ...DATES, externalReference: 'PAY-4711' },
    });
    await press(linkIn(granted, '/surveys/', 'helped=yes'), 'yes');
    expect(await seen(desk, found.caseId)).toMatchObject({ status: 'closed' });
  });

  test('is nobody else’s to see: another department finds no such case and no count of it', async () => {
    const found = await leave('hal@corp.example');
    for (const groups of [['it'], ['desk'], ['facilities', 'desk'], ['platform']]) {
      const api = asAgentOf(...groups);
      expect((await api.get(`/cases/${found.caseId}`)).status, groups.join()).toBe(404);
      expect((await api.get(`/cases/${found.caseId}/explanation`)).status).toBe(404);
      expect((await api.get('/queues/hr')).status).toBe(403);
      const note = await api.post(`/cases/${found.caseId}/messages`, { text: 'x' });
      expect(note).toMatchObject({ status: 404, body: { code: 'case-not-found' } });
    }
    const missing = await asAgentOf('it').get('/cases/00000000000000000000000000');
    const hidden = await asAgentOf('it').get(`/cases/${found.caseId}`);
    expect(hidden.body).toEqual(missing.body);
    const queue = await asAgentOf('hr').get('/queues/hr');
    expect(JSON.stringify(queue.body)).toContain(found.caseId);
  });

  test('tells the manager nothing of what is said later, also when the manager wrote to it by mail', async () => {
    const [from, boss] = ['hol@corp.example', 'holboss@corp.example'];
    await manages(desk, boss, from);
    const found = await leave(from);
    const question = await asked(desk, boss, found);
    const row = await desk.becomes(replyTo(question, boss, 'What is the reason?'));
    expect(row).toMatchObject({ class: 'appended', caseId: found.caseId });
    expect(await seen(desk, found.caseId)).toMatchObject({ participants: [], tasks: [{}] });
    const said = await asAgentOf('hr').post(`/cases/${found.caseId}/messages`, { text: 'Sorry to hear it.' });
    expect(said.status).toBe(201);
    await desk.mailTo(from, 'Sorry to hear it.');
    await desk.atRest();
    // The question, and that a question back decides nothing (A7).
    const heard = (await desk.mailbox(boss)).map(({ subject }) => subject);
    expect(heard.filter((subject) => !subject.includes('did not understand'))).toHaveLength(1);
    expect(heard).toHaveLength(2);
    expect((await desk.as(boss).get(`/cases/${found.caseId}`)).status).toBe(404);
  });

  test('that the manager rejects is declined, and nobody else is asked', async () => {
    const from = 'ida@corp.example';
    await manages(desk, 'idaboss@corp.example', from);
    const found = await leave(from);
    await answers(desk, 'idaboss@corp.example', found, 'reject', { comment: 'Not in January.' });
    await desk.mailTo(from, 'is not granted');
    expect(desk.systems.hr.about(from)).toEqual([]);
    expect((await desk.mailbox(TEAM)).filter(({ subject }) => subject.includes(found.reference))).toEqual([]);
  });

  test('with dates that are none is asked about again on the page', async () => {
    const from = 'jan@corp.example';
    await manages(desk, 'janboss@corp.example', from);
    const found = await leave(from);
    await answers(desk, 'janboss@corp.example', found, 'approve');
    const link = linkIn(await desk.mailTo(TEAM, found.reference), '/answers/');
    const page = await press(link, 'confirm', {
      from: 'soon',
      returnDate: '2027-04-01',
      comment: 'as agreed',
    });
    expect(page.status).toBe(422);
    expect(page.html).toContain('First day of the leave should be a date like 2026-12-31');
    expect(page.html).toContain('Pay code is missing');
    expect(page.html).toContain('as agreed');
    await press(link, 'confirm', DATES);
    const task = await desk.systems.hr.next(from);
    await desk.systems.hr.call(task.body.callbackUrl, { outcome: 'failed', comment: 'no such pay code' });
    await asked(desk, TEAM, found, 'Payroll did not register this leave.');
    await answers(desk, TEAM, found, 'done', {}, 2);
    await reaches(desk, found.caseId, 'granted', ({ outcome }) => outcome === 'granted');
  });

  test('whose manager is silent goes to the HR lead; after more silence it is declined', async () => {
    const from = 'kim@corp.example';
    await manages(desk, 'kimboss@corp.example', from);
    const found = await leave(from);
    await desk.mailTo('kimboss@corp.example', found.reference);
    await desk.advance({ hours: 73 });
    await asked(desk, LEAD, found, 'The manager did not answer.');
    await desk.advance({ hours: 49 });
    await reaches(desk, found.caseId, 'declined', ({ outcome }) => outcome === 'declined');
  });
});

describe('a question to HR', () => {
  test('is answered by the words of HR operations', async () => {
    const from = 'lea@corp.example';
    const found = await opens(desk, from, 'Vacation', 'How many vacation days do I have left?');
    expect(found).toMatchObject({ department: 'hr', service: 'question-vacation' });
    await answers(desk, TEAM, found, 'answered', { comment: 'Eleven and a half.' });
    const told = await desk.mailTo(from, 'is answered');
    expect(told.text).toContain('Eleven and a half.');
  });
});
