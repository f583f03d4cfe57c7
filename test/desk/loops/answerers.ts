import { type Answerer, addressIn, header, type OnItsWay, type World } from './world.ts';

/** A plain mail as somebody's program writes it. */
export function written(
  world: World,
  {
    from,
    to,
    subject,
    text,
    headers = [],
    returnPath = from,
  }: Readonly<{
    from: string;
    to: string;
    subject: string;
    text: string;
    headers?: readonly string[];
    returnPath?: string;
  }>,
): OnItsWay {
  world.numbers += 1;
  const raw = [
    `From: <${from}>`,
    `To: <${to}>`,
    `Subject: ${subject}`,
    `Date: ${new Date(world.now).toUTCString()}`,
    `Message-ID: <${world.numbers}.${Math.floor(world.chance() * 1e9)}@${from.split('@')[1]}>`,
    ...headers,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n');
  return { to, returnPath, raw };
}

const AUTO = ['Auto-Submitted: auto-replied'];
const answered = (raw: string) => [`In-Reply-To: ${header(raw, 'Message-ID') ?? ''}`];
/** Most machines answer to From, some to Reply-To. */
const backTo = (raw: string, world: World) =>
  addressIn((world.chance() < 0.3 ? header(raw, 'Reply-To') : undefined) ?? header(raw, 'From'));
const subjectOf = (raw: string) => header(raw, 'Subject') ?? '';

/** Somebody who is away and whose program says so to every mail; `marked` as RFC 3834 asks for. */
export const absent =
  (from: string, marked: boolean): Answerer =>
  ({ raw }, world) => [
    written(world, {
      from,
      to: backTo(raw, world),
      subject: `Automatic reply: ${subjectOf(raw)}`,
      text: 'I am away until Monday.',
      headers: [...answered(raw), ...(marked ? AUTO : [])],
    }),
  ];

/** A ticket system that greets every mail with a new number; `forgets` the subject it was written to with. */
export const ticketSystem =
  (from: string, { marked = false, forgets = false }): Answerer =>
  ({ raw }, world) => {
    const number = `VND-${1000 + world.numbers}`;
    const subject = forgets ? `Ticket ${number} was opened` : `[${number}] Re: ${subjectOf(raw)}`;
    const to = forgets ? addressIn(header(raw, 'From')) : backTo(raw, world);
    const text = `Your ticket ${number} was opened. We will be in touch.`;
    return [written(world, { from, to, subject, text, headers: marked ? AUTO : [] })];
  };

/** A server without such a mailbox: its report comes from nobody, and as often as not like a person's mail. */
export const bouncing =
  (address: string): Answerer =>
  ({ raw, returnPath }, world) => {
    const daemon = `mailer-daemon@${address.split('@')[1]}`;
    // A report about a report goes to nobody: there is no address for it.
    const to = returnPath || addressIn(header(raw, 'From'));
    const plain = world.chance() < 0.5;
    const text = `<${address}>: user unknown (#5.1.1)\n\nMessage-ID: ${header(raw, 'Message-ID')}\nReferences: ${header(raw, 'References') ?? ''}`;
    return [
      written(world, {
        from: daemon,
        to,
        subject: 'Undelivered Mail Returned to Sender',
        text,
        returnPath: plain ? daemon : '',
        headers: plain ? [] : ['Auto-Submitted: auto-replied', `X-Failed-Recipients: ${address}`],
      }),
    ];
  };

/** A group address whose members get every mail to it; `rewrites` From and keeps no header, as some lists do against DMARC. */
export const list =
  (address: string, members: readonly string[], rewrites: boolean): Answerer =>
  ({ raw, returnPath }, world) =>
    members.map((to) => {
      const subject = subjectOf(raw);
      if (!rewrites) {
        const id = `<${address.replace('@', '.')}>`;
        return { to, returnPath, raw: `List-Id: ${id}\r\nPrecedence: list\r\n${raw}` };
      }
      const text = raw
        .slice(raw.search(/\r?\n\r?\n/))
        .trim()
        .slice(0, 400);
      return written(world, { from: address, to, subject: `[team] ${subject}`, text: text || 'x' });
    });

/** What a relay leaves of a mail that strips every header it does not know: four of them, and a Message-ID of its own. */
export const stripped = (mail: OnItsWay, world: World): OnItsWay => {
  const { to, raw } = mail;
  const from = addressIn(header(raw, 'From'));
  const words = raw
    .slice(raw.search(/\r?\n\r?\n/))
    .replace(/^--.*$|^Content-.*$/gim, '')
    .trim();
  return written(world, { from, to, subject: subjectOf(raw), text: words.slice(0, 600) || 'x' });
};
