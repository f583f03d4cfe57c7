import { describe, expect, test } from 'vitest';
import { readMail } from '#desk/intake/read-mail.ts';
import { isHard } from '#desk/intake/report.ts';
import { FRONT_DOOR, read } from '../../mail/corpus.ts';

const of = (headers: string, body = 'hello') =>
  readMail(Buffer.from(`From: anna.berg@corp.example\r\nTo: ${FRONT_DOOR}\r\n${headers}\r\n${body}`), {
    ours: [FRONT_DOOR],
  });
const kindOf = async (headers: string, body?: string) => (await of(headers, body)).automation.kind;

describe('who wrote a mail (E5)', () => {
  test('E5 an out-of-office of Exchange from postmaster@ stays ooo, not a bounce', async () => {
    expect((await read('ooo-exchange-postmaster')).automation).toEqual({
      kind: 'ooo',
      evidence: ['Auto-Submitted', 'Return-Path', 'X-MS-Exchange-Inbox-Rules-Loop', 'Subject'],
    });
  });

  test.each(['ooo-exchange-de', 'ooo-gmail', 'ooo-zimbra', 'ooo-notes-fr', 'ooo-icloud'])(
    'P2 %s is an absence note',
    async (name) => {
      expect((await read(name)).automation.kind).toBe('ooo');
    },
  );

  test('E5 a subject like an absence note proves nothing on its own', async () => {
    expect(await kindOf('Subject: Out of office printer is broken\r\n')).toBe('human');
    expect(await kindOf('Subject: Absence du bureau\r\n')).toBe('human');
  });

  test('E5 Auto-Submitted: no is a person', async () => {
    expect(await kindOf('Auto-Submitted: no\r\n')).toBe('human');
    expect(await kindOf('Auto-Submitted: NO (a person)\r\n')).toBe('human');
  });

  test('E5 X-Auto-Response-Suppress alone is no automation: it asks not to be answered', async () => {
    expect(await kindOf('X-Auto-Response-Suppress: All\r\n')).toBe('human');
  });

  test.each([
    ['Auto-Submitted: auto-generated', 'auto-reply'],
    ['Auto-Submitted: auto-notified', 'auto-reply'],
    ['X-Autoreply: yes', 'auto-reply'],
    ['X-Autorespond: x', 'auto-reply'],
    ['X-Autoresponder: x', 'auto-reply'],
    ['X-Loop: help@other.example', 'auto-reply'],
    ['X-No-Loop: yes', 'auto-reply'],
    ['X-FC-Machinegenerated: true', 'auto-reply'],
    ['Precedence: auto_reply', 'auto-reply'],
    ['Return-Path: <>', 'auto-reply'],
    ['Precedence: bulk', 'bulk'],
    ['X-Precedence: junk', 'bulk'],
    ['Precedence: list', 'bulk'],
    ['List-Id: <users.lists.example>', 'bulk'],
    ['List-Unsubscribe: <https://a.example/u>', 'bulk'],
    ['Mailing-List: list users@lists.example', 'bulk'],
    ['X-Desk-Loop: desk.example', 'own-loop'],
    ['X-Spam-Status: No', 'human'],
    ['X-Desk-Department: hr', 'human'],
  ])('E5 %s is %s', async (header, kind) => expect(await kindOf(`${header}\r\n`)).toBe(kind));

  test.each(['no-reply', 'noreply', 'do-not-reply', 'donotreply', 'jira-noreply'])(
    'E5 %s@ is no person',
    async (local) => {
      const { automation } = await readMail(Buffer.from(`From: ${local}@corp.example\r\n\r\nhello`), {
        ours: [FRONT_DOOR],
      });
      expect(automation).toEqual({ kind: 'auto-reply', evidence: ['From'] });
    },
  );

  test('P1 mail that says it comes from one of our own addresses is ours come back', async () => {
    for (const from of [FRONT_DOOR, 'Help+01hq.token@desk.example']) {
      const { automation } = await readMail(Buffer.from(`From: ${from}\r\n\r\nhello`), {
        ours: [FRONT_DOOR],
      });
      expect(automation.kind).toBe('own-loop');
    }
  });

  test('E5 a front door that is itself a group address does not make everybody bulk', async () => {
    expect((await read('list-own-front-door')).automation.kind).toBe('human');
  });

  test('E5 an answer to an invitation is automatic, an invitation is not', async () => {
    expect((await read('calendar-reply')).automation.kind).toBe('auto-reply');
    expect((await read('calendar-invitation')).automation.kind).toBe('human');
  });
});

describe('bounces (E5, E6, P17)', () => {
  test.each([
    ['dsn-postfix-hard', 'bounce-hard', '5.1.1'],
    ['dsn-exchange-hard', 'bounce-hard', '5.1.10'],
    ['dsn-gmail-hard', 'bounce-hard', '5.1.1'],
    ['bounce-qmail', 'bounce-hard', '5.1.1'],
    ['dsn-vague-hard', 'bounce-hard', '5.0.0'],
    ['dsn-exchange-full', 'bounce-soft', '5.2.2'],
    ['dsn-policy-refusal', 'bounce-soft', '5.7.1'],
    ['dsn-gmail-delayed', 'bounce-soft', '4.4.1'],
  ])('E6 %s is %s with %s', async (name, kind, status) => {
    const { automation } = await read(name);
    expect(automation).toMatchObject({ kind, bounce: { status, failedRecipient: 'gone@partner.example' } });
    expect(automation.bounce?.originalMessageIds).toContainEqual(
      expect.stringMatching(/^c\..*@desk\.example$/),
    );
  });

  test('E6 a delay is soft whatever its server says of the address', () => {
    const report = { diagnostic: 'user unknown', bounce: { originalMessageIds: [] } };
    expect(isHard({ ...report, action: 'delayed' })).toBe(false);
    expect(isHard({ ...report, action: 'failed' })).toBe(true);
  });

  test('E5 a report of successful delivery is no bounce', async () => {
    expect((await read('dsn-delivered')).automation.kind).toBe('auto-reply');
  });

  test('E5 a person who writes about a bounce is a person', async () => {
    expect(
      await kindOf('Subject: Undelivered Mail Returned to Sender\r\n', '<bob@x.example>: user unknown'),
    ).toBe('human');
  });
});
