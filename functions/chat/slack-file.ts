import { type Fetched, UNFETCHED } from '#desk/intake/chat/files.ts';
import { lyingAt, type SlackFile } from '#desk/intake/chat/slack/read-file.ts';
import { slackSecret } from '../aws/chat-secret.ts';
import { mayPass } from './call.ts';
import { slack } from './slack-api.ts';

const LATER: Fetched = { kind: 'later' };
const refused = (bytes: number, why = UNFETCHED): Fetched => ({ kind: 'refused', bytes, why });

/** The bytes of an answer, as many as were announced and not one more: what was said of a file is not always so. */
async function bytesOf(answer: Response, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Fetches a file of Slack with the token of our app: from a host of Slack's own, following no redirect, and no byte more
 * than Slack says it has. What Slack does not hand out is refused; where it does not answer
 * by then, another attempt may help.
 */
export async function fetchSlackFile(
  id: string,
  refusal: (bytes: number) => string | undefined,
  until: AbortSignal,
): Promise<Fetched> {
  if (until.aborted) return LATER;
  const told = await slack('files.info', { file: id });
  if (told.kind !== 'ok') return told.kind === 'later' ? LATER : refused(0);
  const { botToken, api } = await slackSecret();
  const file = lyingAt((told.body.file ?? {}) as SlackFile, api);
  if (file === undefined) return refused(0);
  const { url, bytes, type } = file;
  const why = refusal(bytes);
  if (why !== undefined) return refused(bytes, why);
  try {
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${botToken}` },
      redirect: 'manual',
      signal: until,
    });
    if (mayPass(answer.status)) return LATER;
    // Without the right to read files Slack shows its page for signing in, as if that were the file.
    const isPage = /^text\/html/i.test(answer.headers.get('content-type') ?? '') && type !== 'text/html';
    const content = answer.status === 200 && !isPage ? await bytesOf(answer, bytes) : undefined;
    if (content !== undefined) return { kind: 'file', type, content };
    await answer.body?.cancel();
    return refused(bytes);
  } catch {
    return LATER;
  }
}
