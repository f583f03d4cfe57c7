import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteFolder, newFolder } from '#test/local/spawn-desk.ts';
import type { Shown } from './driver/api.ts';
import { type Desk, type LedgerRow, startDesk } from './driver/desk.ts';
import { linkIn, newMessageId, replyTo } from './driver/letters.ts';
import { press } from './driver/page.ts';
import { answers, asked, manages, opens, reaches, seen } from './driver/story.ts';
import { waitFor } from './driver/wait.ts';

const HR = { boss: 'uliboss@corp.example', from: 'uli@corp.example' };
const TEAM = 'it-support@corp.example';
const UNSEEN = newMessageId();
const backup = join(newFolder(), 'backup');
const run = promisify(execFile);

/** Runs a command as a person would who was told where the desk is. */
async function command(desk: Desk, ...words: readonly string[]): Promise<string> {
  const here = ['--stage', 'local', '--desk', desk.running().http];
  return (await run(process.execPath, ['functions/backup/command.ts', ...words, ...here])).stdout;
}

const resolvedBy = (desk: Desk, found: Shown) =>
  desk.as('agent@corp.example', 'it').post(`/cases/${found.caseId}/resolution`, { outcome: 'solved' });

let destroyed = '';
let desk: Desk;
let cases: { open: Shown; leave: Shown; closed: Shown; reopened: Shown };
let books: readonly LedgerRow[];
let acknowledgement: Awaited<ReturnType<Desk['mailTo']>>;

/** What the desk knew the day it was lost: a case at work, one that waits for a manager, one that is over, one opened again. */
beforeAll(async () => {
  const first = await startDesk();
  try {
    const open = await opens(first, 'tom@corp.example', 'VPN', 'The VPN connection drops all the time.');
    acknowledgement = await first.mailTo('tom@corp.example', 'Its number is');
    await asked(first, TEAM, open);
    await manages(first, HR.boss, HR.from);
    const leave = await opens(first, HR.from, 'Unpaid leave', 'I ask for a leave of absence.');
    await asked(first, HR.boss, leave);
    const over = await opens(first, 'ute@corp.example', 'Wifi', 'The wifi is very slow and disconnects.');
    expect((await resolvedBy(first, over)).status).toBe(200);
    const told = await waitFor('the survey', async () =>
      (await first.mailbox('ute@corp.example')).find(({ text }) => text.includes('/surveys/')),
    );
    await press(linkIn(told, '/surveys/', 'helped=yes'), 'yes');
    const closed = await reaches(first, over.caseId, 'closed', ({ status }) => status === 'closed');
    const again = await opens(first, 'eva@corp.example', 'Wifi', 'The wifi is very slow and disconnects.');
    expect((await resolvedBy(first, again)).status).toBe(200);
    const answer = await first.mailTo('eva@corp.example', again.reference, 2);
    await first.becomes(replyTo(answer, 'eva@corp.example', 'It is as slow as before.'));
    await reaches(first, again.caseId, 'reopened', ({ stage }) => stage === 'reopened');
    await first.atRest();
    cases = {
      open: await seen(first, open.caseId),
      leave: await seen(first, leave.caseId),
      closed: await seen(first, closed.caseId),
      reopened: await seen(first, again.caseId),
    };
    books = await first.ledger();
    expect(await command(first, 'backup', backup)).toMatch(
      /rows: \d+\nobjects of bodies: \d+\nobjects of mail: 5\n/,
    );
  } finally {
    destroyed = first.running().folder;
    await first.end();
  }
  // As if it had come in the moment of the backup: it lies in the bucket, and no book knows it.
  const list = join(backup, 'mail', 'objects.json');
  writeFileSync(
    join(backup, 'mail', 'unseen'),
    `From: vic@corp.example\r\nTo: help@desk.example\r\nMessage-ID: <${UNSEEN}>\r\nSubject: Printer\r\n\r\nThe printer jams.\r\n`,
  );
  const objects = JSON.parse(readFileSync(list, 'utf8')) as object[];
  writeFileSync(list, JSON.stringify([...objects, { key: 'mail/unseen', file: 'unseen' }]));
  desk = await startDesk();
});
afterAll(async () => {
  await desk?.end();
  deleteFolder(join(backup, '..'));
});

describe('a desk that was destroyed', () => {
  test('comes back from its backup with its cases, their history and the books, and writes nobody again', async () => {
    expect(existsSync(destroyed)).toBe(false);
    expect(statSync(join(backup, 'secrets.json')).mode & 0o077).toBe(0);
    expect(await command(desk, 'restore', backup)).toMatch(/rows: \d+ restored, 0 were there already/);
    await desk.atRest();
    for (const found of Object.values(cases)) expect(await seen(desk, found.caseId)).toEqual(found);
    const after = await waitFor('the mail no book knew', async () => {
      const rows = await desk.ledger();
      return rows.length > books.length && rows;
    });
    const unseen = after.filter(({ messageId }) => messageId === UNSEEN);
    expect(unseen).toMatchObject([{ class: 'opened' }]);
    const sorted = (rows: readonly LedgerRow[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(after.filter((row) => !unseen.includes(row)))).toEqual(sorted(books));
    for (const who of ['tom@corp.example', TEAM, HR.from, HR.boss, 'ute@corp.example'])
      expect(
        (await desk.mailbox(who)).filter(({ subject }) => /VPN|Wifi|leave/i.test(subject)),
        who,
      ).toEqual([]);
  });

  test('is restored twice as if once', async () => {
    const said = await command(desk, 'restore', backup);
    expect(said.match(/ (\d+) restored/g)).toEqual([
      ' 0 restored',
      ' 0 restored',
      ' 0 restored',
      ' 0 restored',
    ]);
  });

  test('threads replies to what it wrote before', async () => {
    const row = await desk.becomes(
      replyTo(acknowledgement, 'tom@corp.example', 'It is worse in the cellar.'),
    );
    expect(row).toMatchObject({ class: 'appended', caseId: cases.open.caseId });
  });

  test('says which open cases have no process any more, and begins theirs anew', async () => {
    const listed = await command(desk, 'processes');
    for (const { reference } of [cases.open, cases.leave])
      expect(listed).toMatch(new RegExp(`^${reference} .* gone$`, 'm'));
    for (const { reference } of [cases.closed, cases.reopened]) expect(listed).not.toContain(reference);
    expect(listed).toContain('2 open cases without a running process');

    await command(desk, 'processes', '--restart');
    await answers(desk, HR.boss, cases.leave, 'approve');
    await reaches(desk, cases.leave.caseId, 'asked again', ({ history }) =>
      history.some(({ type, outcome }) => type === 'TaskAnswered' && outcome === 'approve'),
    );
    await asked(desk, TEAM, cases.open);
    expect(await command(desk, 'processes')).toContain('0 open cases without a running process');
    expect(await seen(desk, cases.closed.caseId)).toEqual(cases.closed);
    await desk.atRest();
    expect(await desk.deadLetters()).toEqual([]);
  });
});
