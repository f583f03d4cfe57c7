import { decodeWords } from 'postal-mime';
import { mayHaveOriginal } from '#desk/case/authorise.ts';
import { mayHandOut } from '#desk/case/files/scan.ts';
import { LINK_SECONDS, linkTo } from '../aws/presigned.ts';
import { objects } from '../aws/the-bucket.ts';
import { table } from '../aws/the-table.ts';
import { required } from '../environment.ts';
import { desk } from '../writing-desk.ts';
import type { Call } from './call.ts';
import { fileState, notYours, type SeenMessage, seenMessage } from './seen-file.ts';
import { viewerOf } from './viewer.ts';

/** As much of a mail's start as may be header (E3). */
const HEADER_BYTES = 65_536;

/** What says who wrote, to whom, when, as an answer to what, by a machine or not, and whether that was made sure. */
const OF_INTEREST = new Set(
  `from sender reply-to to cc date subject message-id in-reply-to references return-path auto-submitted list-id
  precedence received-spf authentication-results x-ses-spam-verdict x-ses-virus-verdict`.split(/\s+/),
);

/** The header lines of interest of a raw mail, in their order, in plain letters. */
export function headersOf(start: Uint8Array): readonly Readonly<{ name: string; value: string }>[] {
  const [block = ''] = Buffer.from(start)
    .toString('utf8')
    .split(/\r?\n\r?\n/, 1);
  return block.split(/\r?\n(?![ \t])/).flatMap((line) => {
    const [, name = '', value = ''] = /^([!-9;-~]+)[ \t]*:\s*(.*)$/s.exec(line) ?? [];
    if (!OF_INTEREST.has(name.toLowerCase())) return [];
    return [{ name, value: decodeWords(value.replace(/\s+/g, ' ').trim()) }];
  });
}

/**
 * Why the raw mail is not handed out, or undefined: all its files are in it, so it is held back for one of them that would be
 * held back by itself, and for one that its department does not take.
 */
async function heldBack({ found, body }: SeenMessage): Promise<string | undefined> {
  const policy = desk().catalogue.department(found.department).files ?? {};
  for (const file of body.attachments ?? []) {
    if (file.refused !== undefined) return `its file ${file.name} ${file.refused}`;
    const state = await fileState(file);
    if (!mayHandOut(state, policy)) return `its file ${file.name} is ${state}`;
  }
  return undefined;
}

/** The original of a message is one step away (E12): its whole words, who it says wrote it, and the mail itself by a link. */
export const ORIGINAL = {
  showOriginal: async ({ event, path }: Call<undefined>) => {
    const viewer = viewerOf(event);
    const { caseId = '', n = '' } = path;
    const message = await seenMessage(viewer, caseId, /^[1-9]\d{0,5}$/.test(n) ? Number(n) : undefined);
    const { found, body, view, carriers } = message;
    if (!mayHaveOriginal(viewer, found, view, carriers)) throw notYours();
    const text = body.whole ?? body.text;
    if (body.original === undefined) return { text, headers: [] };
    const place = { bucket: required('BODIES_BUCKET'), key: body.original };
    const headers = headersOf((await objects().get(place, HEADER_BYTES)) ?? new Uint8Array());
    const withheld = await heldBack(message);
    if (withheld !== undefined) return { text, headers, withheld };
    const expiresAt = new Date(Date.parse(desk().now()) + LINK_SECONDS * 1000).toISOString();
    const url = await linkTo(table().db, place, `${found.reference}-${n}.eml`);
    return { text, headers, mail: { url, expiresAt } };
  },
};
