import { agreeToGlass, askThroughGlass, type GlassWish, readThroughGlass } from '#desk/case/break-glass.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { bodyOf } from '#desk/case/files/case-files.ts';
import { desk } from '../writing-desk.ts';
import type { Call } from './call.ts';
import { viewerOf } from './viewer.ts';

/** Of what is read without the words: that it happened, when, and what kind of actor did it. */
const bare = ({ type, at, by }: CaseEvent) => ({ type, at, by: by.kind });

/** With the words: who spoke, and what they said. No file, no fact, no other case. */
async function worded(event: CaseEvent) {
  const key = bodyOf(event);
  const text =
    key === undefined ? ('text' in event ? event.text : undefined) : (await desk().bodies.get(key))?.text;
  return { ...bare(event), ...(text !== undefined && { from: event.by.id ?? event.by.kind, text }) };
}

/** What opens a case to somebody who may not see it, for reading. */
export const GLASS = {
  askThroughGlass: async ({ event, body }: Call<GlassWish>) =>
    askThroughGlass(desk(), viewerOf(event), { ...body, second: body.second.toLowerCase() }),

  agreeToGlass: async ({ event, path }: Call<undefined>) =>
    agreeToGlass(desk(), viewerOf(event), path.grant ?? ''),

  readThroughGlass: async ({ event, path }: Call<undefined>) => {
    const { found, what, until, history } = await readThroughGlass(desk(), viewerOf(event), path.grant ?? '');
    const { id, reference, department, service, status, openedAt, requester } = found;
    return {
      ...{
        caseId: id,
        reference,
        department,
        service,
        status,
        openedAt,
        requester: requester.address,
        until,
      },
      history: what === 'words' ? await Promise.all(history.map(worded)) : history.map(bare),
    };
  },
};
