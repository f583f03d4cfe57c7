import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createTransport } from 'nodemailer';
import { asReceived } from '#local/doors/mail-headers.ts';
import type { Shown } from '#test/journeys/driver/api.ts';
import type { LedgerRow } from '#test/journeys/driver/desk.ts';
import { FRONT_DOOR, type Letter, newMessageId } from '#test/journeys/driver/letters.ts';
import { waitFor } from '#test/journeys/driver/wait.ts';
import { clientOf } from './cdk.ts';
import { ACCOUNT, type Emulator } from './emulator.ts';
import type { Issuer } from './issuer.ts';

/** What the emulator keeps of a mail that was sent. */
export type Sent = Readonly<{ MessageId: string; To: readonly string[]; Subject: string; BodyText: string }>;

/** Where the deployed desk is. */
export type Place = Readonly<{ bucket: string; prefix: string; api: string }>;

/** A letter's bytes as SES would store them: what the sender wrote, below the headers SES adds. */
async function stored(letter: Letter, messageId: string, key: string): Promise<Buffer> {
  const { from, to = FRONT_DOOR, subject = 'Hello', text = '', headers = {} } = letter;
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail({
    from,
    to,
    subject,
    text,
    messageId: `<${messageId}>`,
    headers,
  });
  if (!Buffer.isBuffer(message)) throw new Error('nodemailer made no bytes');
  return asReceived({
    from,
    recipients: [to],
    raw: message,
    helo: 'mail.corp.example',
    id: key,
    at: new Date(),
  });
}

/** The deployed desk as people, agents and systems meet it. */
export function outside(emulator: Emulator, issuer: Issuer, place: Place) {
  const s3 = new S3Client(clientOf(emulator));
  const origin = `${emulator.url}/_aws/execute-api/${place.api}/$default`;
  let put = 0;

  const ask = async (method: string, path: string, token?: string, body?: unknown) => {
    const headers = {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(origin + path, { method, headers, ...sent });
    const text = await answer.text();
    return { status: answer.status, body: (/^[[{]/.test(text) ? JSON.parse(text) : text) as unknown };
  };
  const as = (sub: string, ...groups: string[]) => {
    const token = () => issuer.token(sub, groups);
    return {
      get: async (path: string) => ask('GET', path, await token()),
      put: async (path: string, body: unknown) => ask('PUT', path, await token(), body),
      post: async (path: string, body: unknown) => ask('POST', path, await token(), body),
    };
  };
  const platform = as('root@corp.example', 'platform');
  const agent = as('agent@corp.example', 'it', 'hr', 'facilities', 'triage', 'desk');

  const ledger = async () => {
    const { status, body } = await platform.get('/ledger?limit=100');
    if (status !== 200) throw new Error(`GET /ledger answered ${status}: ${JSON.stringify(body)}`);
    return Object.values(body as Record<string, unknown>).find(Array.isArray) as readonly LedgerRow[];
  };
  const mailbox = async (to: string): Promise<readonly Sent[]> => {
    const answer = await fetch(`${emulator.url}/_ministack/ses/messages?account=${ACCOUNT}`);
    const { messages } = (await answer.json()) as { messages: Record<string, readonly Sent[]> };
    return (messages[ACCOUNT] ?? []).filter(({ To }) => To.includes(to));
  };
  const shown = async (caseId: string | null): Promise<Shown & { process?: { version?: string } }> => {
    const { status, body } = await agent.get(`/cases/${caseId}`);
    if (status !== 200) throw new Error(`case ${caseId}: ${status} ${JSON.stringify(body)}`);
    return body as Shown & { process?: { version?: string } };
  };
  /** Puts a mail where the receipt rule would. */
  const send = async (letter: Letter) => {
    const messageId = letter.messageId ?? newMessageId();
    const name = `rehearsal${String(++put).padStart(4, '0')}`;
    const Body = await stored(letter, messageId, name);
    await s3.send(new PutObjectCommand({ Bucket: place.bucket, Key: place.prefix + name, Body }));
    return messageId;
  };
  /** Sends a mail and waits for the row of the ledger that says what it became. */
  const becomes = async (letter: Letter, kind: string) => {
    const id = await send(letter);
    const row = await waitFor(`a ledger row '${kind}' for ${letter.subject}`, async () =>
      (await ledger()).find((each) => each.messageId?.replace(/[<>]/g, '') === id && each.class === kind),
    );
    return row;
  };
  return {
    ask,
    as,
    ledger,
    mailbox,
    shown,
    becomes,
    /** Waits for a mail to somebody that speaks of all these. */
    mailTo: (to: string, ...about: readonly string[]) =>
      waitFor(`a mail to ${to} about ${about.join(', ')}`, async () =>
        (await mailbox(to)).find(({ Subject, BodyText }) =>
          about.every((words) => `${Subject}\n${BodyText}`.includes(words)),
        ),
      ),
    opens: async (from: string, subject: string, text: string) =>
      shown((await becomes({ from, subject, text }, 'opened')).caseId),
    reaches: (caseId: string, what: string, is: (found: Shown) => boolean) =>
      waitFor(`case ${caseId}: ${what}`, async () => {
        const found = await shown(caseId);
        return is(found) && found;
      }),
    /** A link of the desk as it is reached here: by path, because this machine knows no host names of the emulator. */
    reach: (url: string) => origin + new URL(url).pathname + new URL(url).search,
    close: () => s3.destroy(),
  };
}

/** The deployed desk from outside. */
export type Outside = ReturnType<typeof outside>;
