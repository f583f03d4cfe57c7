import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { careWords, contactsOf, emergencyWords } from '#desk/delivery/urgent-texts.ts';
import { DeskError } from '#desk/errors.ts';
import { PER_SOURCE, takeOne } from '#desk/intake/web/allowance.ts';
import { receiveUnconfirmed } from '#desk/intake/web/confirm.ts';
import { type Requested, titled } from '#desk/intake/web/requested.ts';
import { announce, announcedBy, uploadKey } from '#desk/intake/web/upload.ts';
import { keyed } from '#desk/keyed.ts';
import { UPLOAD_SECONDS, uploadTo } from '../aws/presigned.ts';
import { table } from '../aws/the-table.ts';
import { required } from '../environment.ts';
import { desk } from '../writing-desk.ts';
import { type Call, hash } from './call.ts';

/** An IPv6 network belongs to one subscriber by its first 64 bits; whoever has it has all addresses of it. */
const networkOf = (ip: string) => (ip.includes(':') ? ip.split(':').slice(0, 4).join(':') : ip);

/** Refuses `too-many` where more comes from one place of the internet than people send. Which place it is, the desk does not keep. */
export async function checkSource(event: APIGatewayProxyEventV2): Promise<void> {
  const [key] = await desk().keys();
  const source = keyed(key, 'source', networkOf(event.requestContext.http.sourceIp));
  if (!(await takeOne(desk(), `source#${source}`, PER_SOURCE)))
    throw new DeskError(
      'too-many',
      'too many requests from your network; please write us a mail, or try again in an hour',
    );
}

/** Takes a request whose address nobody has proved; answers with what may be shown to whoever sent it. */
export async function take(asked: Requested & { from: string }, unique: string) {
  const { from, attachments = [], ...words } = asked;
  const address = from.toLowerCase();
  const files = await announcedBy(desk(), attachments);
  const request = { ...titled(words), address, files };
  const taken = await receiveUnconfirmed(desk(), request, hash('unconfirmed', address, unique));
  if (taken.status === 'confirm') return taken;
  // Whoever is in need reads at once whom to call; a mail to an unproved address would tell somebody else.
  const { opened } = taken;
  const contacts = contactsOf(desk().catalogue, opened);
  const shown =
    opened.kind === 'emergency'
      ? emergencyWords(contacts)
      : opened.kind === 'care'
        ? careWords(contacts)
        : [];
  return { status: 'received' as const, words: shown.slice(0, -1) };
}

/** What somebody without a token may ask. */
export const REQUESTS = {
  sendRequest: async ({ event, body }: Call<Requested & { from: string }>) => {
    if (event.headers.authorization !== undefined)
      throw new DeskError('invalid', 'here nobody looks at a token: with one, please use POST /cases');
    await checkSource(event);
    return take(body, event.headers['idempotency-key'] ?? event.requestContext.requestId);
  },

  announceUpload: async ({ event, body }: Call<{ name: string; type?: string; bytes: number }>) => {
    await checkSource(event);
    const { file, upload } = await announce(desk(), { type: 'application/octet-stream', ...body });
    const place = { bucket: required('BODIES_BUCKET'), key: uploadKey(file) };
    const expiresAt = new Date(Date.parse(desk().now()) + UPLOAD_SECONDS * 1000).toISOString();
    return { upload, method: 'PUT', ...(await uploadTo(table().db, place, file)), expiresAt };
  },
};
