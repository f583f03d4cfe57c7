import { DeskError } from '../errors.ts';

/** How much of a mail the desk is willing to read (E3): bytes, pieces, characters. */
export type Limits = Readonly<{
  /** Bytes of the raw mail. */
  total: number;
  attachments: number;
  /** Characters of text; the rest becomes an attachment, so it is not lost. */
  body: number;
  /** MIME parts, the leaves and the multiparts. */
  parts: number;
  /** Multiparts inside multiparts. */
  depth: number;
  links: number;
  /** Lines of the raw mail: each costs the parser the same, however short, and reading is to take seconds. */
  lines: number;
  /** Bytes of one header block. */
  header: number;
}>;

/** What the desk reads unless a deployment says otherwise (E3). */
export const DEFAULT_LIMITS: Limits = {
  total: 25 * 1024 * 1024,
  attachments: 30,
  body: 512 * 1024,
  parts: 100,
  depth: 10,
  links: 5000,
  lines: 1_000_000,
  header: 64 * 1024,
};

/** Refuses with `too-large`, naming the limit, when a mail goes over it (E3). */
export function within(limits: Limits, limit: keyof Limits, found: number): void {
  if (found <= limits[limit]) return;
  throw new DeskError('too-large', `the mail goes over the limit '${limit}': ${found} > ${limits[limit]}`, {
    faults: [{ pointer: `/${limit}`, message: `at most ${limits[limit]}` }],
  });
}
