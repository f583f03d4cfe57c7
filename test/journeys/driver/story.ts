import { expect } from 'vitest';
import type { Mail } from '#local/mail/mailbox.ts';
import type { Shown } from './api.ts';
import type { Desk } from './desk.ts';
import { linkIn } from './letters.ts';
import { press } from './page.ts';
import { waitFor } from './wait.ts';

const CLASSES = [
  'opened',
  'appended',
  'duplicate',
  'suppressed',
  'suspended',
  'dead-lettered',
  'interaction',
];

/** A case as those see it who may see everything of it. */
export const seen = (desk: Desk, caseId: string | null): Promise<Shown> =>
  desk.as('look@corp.example', 'it', 'hr', 'facilities', 'triage', 'desk').case(caseId);

/** Waits until a case has come to what is looked for. */
export const reaches = (desk: Desk, caseId: string | null, what: string, is: (found: Shown) => boolean) =>
  waitFor(`case ${caseId}: ${what}`, async () => {
    const found = await seen(desk, caseId);
    return is(found) && found;
  });

/** Sends a first mail and answers with the case it opened. */
export async function opens(desk: Desk, from: string, subject: string, text = subject): Promise<Shown> {
  const row = await desk.becomes({ from, subject, text });
  expect(row.class, `${subject}: ${row.cause}`).toBe('opened');
  return seen(desk, row.caseId);
}

/** Waits until somebody is asked a question about a case, by mail. */
export async function asked(
  desk: Desk,
  who: string,
  { reference }: Pick<Shown, 'reference'>,
  question = '',
  place = 1,
): Promise<Mail> {
  return waitFor(`question ${place} '${question}' to ${who} about ${reference}`, async () => {
    const mails = (await desk.mailbox(who)).filter(({ subject, text }) => {
      return subject.includes(reference) && text.includes('/answers/') && text.includes(question);
    });
    return mails[place - 1];
  });
}

/** Somebody asked by mail answers on the page behind its link. */
export async function answers(
  desk: Desk,
  who: string,
  found: Pick<Shown, 'reference'>,
  button: string,
  fields: Readonly<Record<string, string>> = {},
  place = 1,
) {
  const mail = await asked(desk, who, found, '', place);
  const page = await press(linkIn(mail, '/answers/'), button, fields);
  expect(page.status).toBe(200);
  expect(page.html).toContain('This is answered');
  return mail;
}

/** The platform team keeps who leads whom. */
export async function manages(desk: Desk, manager: string, person: string): Promise<void> {
  const { status } = await desk
    .as('root@corp.example', 'platform')
    .put(`/people/${encodeURIComponent(person)}`, { manager });
  expect(status).toBe(200);
}

/** Nothing crashed and nothing is lost: no dead letters, and one ledger row for each mail the door has taken (C3). */
export async function inOrder(desk: Desk): Promise<void> {
  await desk.atRest();
  expect(await desk.deadLetters()).toEqual([]);
  const ledger = await waitFor('a row for each mail', async () => {
    const rows = await desk.ledger();
    return rows.length >= desk.taken.length && rows;
  });
  expect(ledger).toHaveLength(desk.taken.length);
  expect(ledger.filter(({ class: kind }) => !CLASSES.includes(kind))).toEqual([]);
  for (const { class: kind, cause } of ledger) {
    if (kind === 'suppressed' || kind === 'suspended') expect(cause).toEqual(expect.any(String));
  }
  const opened = ledger.filter(({ class: kind }) => kind === 'opened').map(({ caseId }) => caseId);
  expect(new Set(opened).size).toBe(opened.length);
}
