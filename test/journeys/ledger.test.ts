import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { newMessageId } from './driver/letters.ts';
import { inOrder, reaches, seen } from './driver/story.ts';
import { waitFor } from './driver/wait.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

const from = 'ann@corp.example';
const rowOf = async (id: string) => (await desk.ledger()).filter(({ messageId }) => messageId === id);

describe('mail that waits for a person (P20)', () => {
  test('is let in once with its original time, and hears of the desk then', async () => {
    const headers = { 'X-Local-Verdicts': 'spam=fail' };
    const row = await desk.becomes({ from, subject: 'My laptop', text: 'My laptop does not boot.', headers });
    expect(row).toMatchObject({ class: 'suspended', cause: 'spam' });
    await desk.advance({ days: 2 });
    const triage = desk.as('ed@corp.example', 'triage');
    const { body } = await triage.get('/mail/suspended');
    const [kept, ...others] = (body as { items: { id: string; at: string; recoverableUntil: string }[] })
      .items;
    expect(others).toEqual([]);
    expect(Object.keys(kept ?? {}).sort()).toEqual(['at', 'cause', 'id', 'messageId', 'recoverableUntil']);
    const release = (who = triage) =>
      who.post(`/mail/suspended/${kept?.id}/release`, { reason: 'Ann called' });
    expect((await release(desk.as('eve@corp.example', 'hr'))).status).toBe(403);
    expect((await triage.post('/mail/suspended/none/release', { reason: 'x' })).status).toBe(404);
    expect((await release()).status).toBe(202);
    const opened = await waitFor('the case of what was let in', async () => {
      const [now] = await rowOf(row.messageId ?? '');
      return now?.class === 'opened' && now;
    });
    expect((await release()).body).toMatchObject({
      class: 'opened',
      caseId: opened.caseId,
      releasedBy: 'ed@corp.example',
    });
    await inOrder(desk);
    expect(await rowOf(row.messageId ?? '')).toHaveLength(1);
    expect(await seen(desk, opened.caseId)).toMatchObject({ openedAt: kept?.at, department: 'it' });
    expect(await desk.mailbox(from)).toHaveLength(1);
  });
});

describe('a mail to two departments (E17)', () => {
  test('is one matter for its requester and a part for each of them', async () => {
    const messageId = newMessageId();
    const raw = [
      `Message-ID: <${messageId}>`,
      'From: joe@corp.example',
      'To: hr@desk.example, help+facilities@desk.example',
      'Subject: My leave, and the heating',
      '',
      'Where do I see how many vacation days are left? The heating in our office is broken and it is cold.',
      '',
    ].join('\r\n');
    const row = await desk.becomes({ from: 'joe@corp.example', messageId, raw });
    expect(row.class).toBe('opened');
    const whole = (await seen(desk, row.caseId)) as Awaited<ReturnType<typeof seen>> & {
      children: { caseId: string; department: string }[];
    };
    expect(whole.children.map(({ department }) => department).sort()).toEqual(['facilities', 'hr']);
    const hidden = desk.as('fay@corp.example', 'facilities');
    const part = (department: string) =>
      whole.children.find((each) => each.department === department)?.caseId ?? '';
    expect((await hidden.get(`/cases/${part('hr')}`)).status).toBe(404);
    const ends = [
      ['facilities', 'done'],
      ['hr', 'answered-question'],
    ] as const;
    for (const [department, outcome] of ends) {
      const people = desk.as('kim@corp.example', department);
      const how = { outcome, text: `Done by ${department}.` };
      expect((await people.post(`/cases/${part(department)}/resolution`, how)).status).toBe(200);
    }
    await reaches(desk, row.caseId, 'resolved with its parts', ({ status }) => status === 'resolved');
    await inOrder(desk);
    const mails = await desk.mailbox('joe@corp.example');
    expect(mails).toHaveLength(2);
    expect(mails[1]?.text).toContain('Human Resources: Done by hr.');
  });
});
