import { randomBytes } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { headerOf } from '../doors/mail-headers.ts';
import { Fields, type JsonObject } from '../json.ts';

/** A mail on its way out, as a raw message. */
export interface Outgoing {
  /** The id SES would answer with. */
  readonly id: string;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
  /** What the sender named it, to know it again in what SES tells of it. */
  readonly tags: Readonly<Record<string, string>>;
}

/** SES takes 40 MB out, too. */
const LARGEST_MAIL = 40 * 1024 * 1024;

const bare = (address: string) => (/<([^>]*)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();
const addressesIn = (header: string | undefined) => (header ?? '').match(/[^\s<>,;"']+@[^\s<>,;"']+/g) ?? [];

/** Writes a `Simple` content as the raw message SES would make of it. */
async function composed(input: Fields, id: string): Promise<Buffer> {
  const simple = input.fields('Content').fields('Simple');
  const destination = input.fields('Destination');
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail({
    messageId: `<${id}@email.amazonses.com>`,
    from: input.text('FromEmailAddress'),
    to: destination.texts('ToAddresses'),
    cc: destination.texts('CcAddresses'),
    replyTo: input.texts('ReplyToAddresses').join(', ') || undefined,
    subject: simple.fields('Subject').optional('Data') ?? '',
    text: simple.fields('Body').fields('Text').optional('Data'),
    html: simple.fields('Body').fields('Html').optional('Data'),
    headers: simple.each('Headers').map((one) => ({ key: one.text('Name'), value: one.text('Value') })),
  });
  return Buffer.isBuffer(message) ? message : Buffer.alloc(0);
}

/** Reads a SESv2 `SendEmail` request into the mail it sends, or says why SES would refuse it. */
export async function readSendEmail(body: JsonObject): Promise<Outgoing | { readonly refusal: string }> {
  const input = new Fields(body, 'SendEmail');
  const content = input.fields('Content');
  const destination = input.fields('Destination');
  const id = `0100${randomBytes(8).toString('hex')}-${randomBytes(4).toString('hex')}-000000`;
  let raw: Buffer;
  if (content.has('Raw')) raw = Buffer.from(content.fields('Raw').text('Data'), 'base64');
  else if (content.has('Simple')) raw = await composed(input, id);
  else return { refusal: 'Content should be Raw or Simple' };

  const named = ['ToAddresses', 'CcAddresses', 'BccAddresses'].flatMap((list) => destination.texts(list));
  // A raw message without a Destination goes to whom its own header names.
  const given =
    named.length > 0 ? named : ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(headerOf(raw, name)));
  const recipients = [...new Set(given.map(bare))];
  if (recipients.length === 0) return { refusal: 'Missing final recipients' };
  if (recipients.length > 50) return { refusal: 'Recipient count exceeds 50.' };
  const from = input.optional('FromEmailAddress') ?? headerOf(raw, 'from');
  if (from === undefined) return { refusal: "Missing required header 'From'." };
  if (raw.length > LARGEST_MAIL) return { refusal: 'Message length is more than 41943040 bytes long' };
  const tags = input.each('EmailTags').map((tag) => [tag.text('Name'), tag.text('Value')]);
  return { id, from: bare(from), recipients, raw, tags: Object.fromEntries(tags) };
}
