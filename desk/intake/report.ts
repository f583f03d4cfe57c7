import { correspondents, messageIds } from './addresses.ts';
import type { Attachment, Bounce } from './message.ts';

/** What a delivery report says: `action` and `status` of RFC 3464, the mail it is about, and the words of the failing server. */
export type Report = Readonly<{ action?: string; diagnostic: string; bounce: Bounce }>;

/** Reports are small; what is longer is the mail they carry. */
const LONGEST = 256 * 1024;
const decode = (content: Uint8Array) => new TextDecoder().decode(content.subarray(0, LONGEST));

/** The fields of every block of a report, unfolded: `[name, value]` in their order. */
function fields(text: string): readonly (readonly [string, string])[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0
        ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const]
        : [];
    });
}

const value = (found: ReturnType<typeof fields>, name: string) => found.find(([key]) => key === name)?.[1];

/** `rfc822; someone@example.org` → the address. */
const recipient = (text: string | undefined) =>
  text === undefined ? undefined : correspondents(text.replace(/^[^;]*;/, ''))[0]?.address;

/** The ids of the mail that failed: its own, then its References from the newest on. The service that sends for us may have given it another id than ours, but keeps our References. */
function originalIds(found: ReturnType<typeof fields>): readonly string[] {
  const own = messageIds(value(found, 'message-id'));
  return [...new Set([...own, ...messageIds(value(found, 'references')).toReversed()])].slice(0, 20);
}

const ORIGINAL = ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers', 'message/global'];
const FAILED_LINE = /^\s*<?([^\s<>@:]+@[^\s<>@:]+)>?\s*:?\s*$/m;

/** Reads what came back: the delivery-status part if there is one (RFC 3464), else what older servers wrote for people. */
export function readReport(
  attachments: readonly Attachment[],
  text: string,
  failedRecipients: string | undefined,
): Report {
  const status = attachments.find(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  const said = fields(status ? decode(status.content) : '');
  const original = attachments.find(({ type }) => ORIGINAL.includes(type));
  const inText = fields(text.slice(0, LONGEST)).filter(
    ([name]) => name === 'message-id' || name === 'references',
  );

  const diagnostic = value(said, 'diagnostic-code') ?? (status ? '' : text.slice(0, LONGEST));
  const code = value(said, 'status')?.match(/\b[245]\.\d{1,3}\.\d{1,3}\b/)?.[0];
  // A bare x.0.0 says nothing; the failing server's own words often say more.
  const better = /\b[45]\.[1-9]\d{0,2}\.\d{1,3}\b/.exec(diagnostic)?.[0];
  const best = code === undefined || /^[245]\.0\.0$/.test(code) ? (better ?? code) : code;
  const failed =
    recipient(value(said, 'final-recipient') ?? value(said, 'original-recipient')) ??
    recipient(failedRecipients) ??
    (status ? undefined : FAILED_LINE.exec(text.slice(0, LONGEST))?.[1]?.toLowerCase());
  const action = value(said, 'action')?.toLowerCase();

  return {
    ...(action === undefined ? {} : { action }),
    diagnostic,
    bounce: {
      originalMessageIds: originalIds(original ? fields(decode(original.content)) : inText),
      ...(failed === undefined ? {} : { failedRecipient: failed }),
      ...(best === undefined ? {} : { status: best }),
    },
  };
}

const NOBODY_THERE =
  /user unknown|unknown user|no such (?:user|recipient|mailbox)|does(?: not|n't) exist|invalid (?:recipient|mailbox)|recipient not found|address rejected|mailbox (?:not found|disabled)|couldn't be found|wasn't found|unbekannt/i;

/**
 * Whether the address is gone for good, so that every kind of mail to it must stop (E6): 5.1.x, a disabled mailbox, a domain that is
 * none. A full mailbox or a refusal of this one mail is a note, not a reason to stop writing.
 */
export function isHard({ action, diagnostic, bounce }: Report): boolean {
  if (action === 'delayed' || bounce.status?.startsWith('4')) return false;
  if (bounce.status && /^5\.(?:1\.\d+|2\.1|4\.4)$/.test(bounce.status)) return true;
  return (bounce.status === undefined || bounce.status === '5.0.0') && NOBODY_THERE.test(diagnostic);
}
