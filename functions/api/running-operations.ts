import { cancelCase } from '#desk/case/cancel-case.ts';
import { escalateCase } from '#desk/case/escalate-case.ts';
import type { Escalation } from '#desk/case/events.ts';
import { expediteCase, type Wish } from '#desk/case/expedite-case.ts';
import type { Leaving } from '#desk/case/hand-over.ts';
import { DeskError } from '#desk/errors.ts';
import { desk } from '../writing-desk.ts';
import { agent, type Call, opened, seen } from './call.ts';
import { viewerOf } from './viewer.ts';

/** What can happen to any case that runs, whatever its process does just then. */
export const RUNNING = {
  cancelCase: async ({ event, body, path }: Call<{ reason: string }>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    return opened(await cancelCase(desk(), found.id, agent(viewer), body.reason));
  },

  expediteCase: async ({ event, body, path }: Call<Wish>) => {
    const viewer = viewerOf(event);
    const { found, view } = await seen(viewer, path.caseId ?? '', 'requester');
    if (view !== 'agent' && viewer.sub !== found.requester.address)
      throw new DeskError('not-allowed', 'only who asked for it, or its department, may wish for it sooner');
    const by = view === 'agent' ? agent(viewer) : { kind: 'requester' as const, id: viewer.sub };
    return opened(await expediteCase(desk(), found.id, by, body));
  },

  escalateCase: async ({
    event,
    body,
    path,
  }: Call<{ type: Escalation; to: string; reason: string } & Leaving>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    const { type, ...asked } = body;
    return opened(await escalateCase(desk(), found.id, agent(viewer), { ...asked, escalation: type }));
  },
};
