import { createHash } from 'node:crypto';
import type { Ports } from '../ports.ts';
import type { Attachment, Message } from './message.ts';

/** A picture of fewer bytes may be part of a signature (E12). */
const SMALL = 10 * 1024;

/** In so many mails of one sender it is taken for one (E12). */
const OFTEN = 3;

/** So many pictures are remembered of a sender, the newest. */
const MOST_PICTURES = 20;

/** Which of somebody's mails each of their small pictures came with, by parts of hashes: as few bytes as tell them apart. */
type Pictures = Readonly<Record<string, readonly string[]>>;

const hash = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

const isSmall = ({ type, bytes, inline }: Attachment) => inline && bytes < SMALL && type.startsWith('image/');

/**
 * Which files of a mail are small pictures in its text that came with three of its sender's mails: a signature's logo, which
 * is shown apart and never thrown away (E12). Larger ones, and files that only lie beside the text, never are. Only mails
 * whose sender is certain count, and nothing is remembered of who sends no such picture. Repeating is safe: a mail counts
 * once by its dedupe key; of two mails at the same moment one may not be counted, so the logo is taken for one a mail later.
 */
export async function repeatedImages(
  { bodies }: Pick<Ports, 'bodies'>,
  { from, verdicts, dedupeKey, attachments }: Message,
): Promise<ReadonlySet<Attachment>> {
  const small = attachments.filter(isSmall);
  if (small.length === 0 || from === undefined || verdicts.dmarc !== 'pass') return new Set();
  // Counted only, so it lies neither in the table nor for longer than the bucket keeps what is only counted.
  const key = `images/${hash(from.address)}`;
  const before = JSON.parse((await bodies.get(key))?.text ?? '{}') as Pictures;
  const mail = dedupeKey.slice(0, 12);
  const named = small.map((file) => [hash(file.content).slice(0, 16), file] as const);
  const { ...after }: Record<string, readonly string[]> = before;
  for (const [image] of named) {
    const mails = before[image] ?? [];
    if (mails.includes(mail) || mails.length >= OFTEN) continue;
    delete after[image];
    after[image] = [...mails, mail];
  }
  if (named.some(([image]) => after[image] !== before[image])) {
    const newest = Object.entries(after).slice(-MOST_PICTURES);
    await bodies.put(key, { text: JSON.stringify(Object.fromEntries(newest)) });
  }
  return new Set(named.flatMap(([image, file]) => ((after[image]?.length ?? 0) >= OFTEN ? [file] : [])));
}
