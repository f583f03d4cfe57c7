import type { Case } from '#desk/case/case.ts';
import type { LinkKind } from '#desk/case/conversation.ts';
import { holdCase, resumeCase } from '#desk/case/hold-case.ts';
import { linkCases } from '#desk/case/link-cases.ts';
import { mergeCases } from '#desk/case/merge-cases.ts';
import { isReference } from '#desk/case/reference.ts';
import { splitCase } from '#desk/case/split-case.ts';
import { unmergeCase } from '#desk/case/unmerge-case.ts';
import { DeskError, isRefusal } from '#desk/errors.ts';
import { desk } from '../writing-desk.ts';
import { agent, type Call, opened, seen } from './call.ts';
import { shownConversation } from './shown-events.ts';
import { viewerOf } from './viewer.ts';

/** Another case, by its id or by the reference people say, where the viewer works on it; else the field names nothing (row 28). */
async function other(event: Call<unknown>['event'], said: string, pointer: string): Promise<Case> {
  const reference = said.trim().toUpperCase();
  const id = isReference(reference) ? await desk().cases.findByReference(reference) : said.trim();
  try {
    return (await seen(viewerOf(event), id ?? '', 'agent')).found;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const message = 'is no case of yours';
    throw new DeskError('invalid', `${pointer} ${message}`, { cause: error, faults: [{ pointer, message }] });
  }
}

/** The case of the path, where the viewer works on it. */
const worked = async ({ event, path }: Call<unknown>) => {
  const viewer = viewerOf(event);
  return { viewer, found: (await seen(viewer, path.caseId ?? '', 'agent')).found };
};

/** What may be done with a case and others, and with one that rests. */
export const CONVERSATIONS = {
  mergeCase: async (call: Call<{ into: string; differentRequesters?: boolean }>) => {
    const { viewer, found } = await worked(call);
    const { into, ...how } = call.body;
    const survivor = await other(call.event, into, '/into');
    return opened(await mergeCases(desk(), found.id, survivor.id, agent(viewer), how));
  },

  unmergeCase: async (call: Call<undefined>) => {
    const { viewer, found } = await worked(call);
    // Whoever takes it out of another case works on that one too.
    if (found.merged !== undefined) await seen(viewer, found.merged.into, 'agent');
    return opened(await unmergeCase(desk(), found.id, agent(viewer)));
  },

  splitCase: async (
    call: Call<{
      messages: string[];
      subject: string;
      department?: string;
      service?: string;
      retroactive?: boolean;
    }>,
  ) => {
    const { viewer, found } = await worked(call);
    const { department, service, ...asked } = call.body;
    if ((department === undefined) !== (service === undefined)) {
      const [pointer, message] = [department === undefined ? '/department' : '/service', 'is missing'];
      throw new DeskError('invalid', `${pointer} ${message}`, { faults: [{ pointer, message }] });
    }
    const place = department === undefined || service === undefined ? {} : { place: { department, service } };
    return opened(await splitCase(desk(), found.id, agent(viewer), { ...asked, ...place }));
  },

  linkCase: async (call: Call<{ to: string; as: LinkKind }>) => {
    const { viewer, found } = await worked(call);
    const to = await other(call.event, call.body.to, '/to');
    return opened(await linkCases(desk(), found.id, to.id, call.body.as, agent(viewer)));
  },

  listLinks: async (call: Call<undefined>) => {
    const { viewer, found } = await worked(call);
    return shownConversation(desk(), viewer, found);
  },

  holdCase: async (call: Call<{ reason: string; until: string; cause?: 'on-hold' | 'scheduled-start' }>) => {
    const { viewer, found } = await worked(call);
    return opened(await holdCase(desk(), found.id, agent(viewer), call.body));
  },

  resumeCase: async (call: Call<undefined>) => {
    const { viewer, found } = await worked(call);
    return opened(await resumeCase(desk(), found.id, agent(viewer)));
  },
};
