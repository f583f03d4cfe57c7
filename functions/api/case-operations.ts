import { checkOutcome } from '#desk/case/check-outcome.ts';
import type { Leaving } from '#desk/case/hand-over.ts';
import { isQuiet } from '#desk/case/quiet.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { routeCase } from '#desk/case/route-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { explain, type Told } from '#desk/sla/clock.ts';
import { desk } from '../writing-desk.ts';
import { agent, type Call, keepWords, opened, seen } from './call.ts';
import { showCase } from './show-case.ts';
import { familyOf } from './show-family.ts';
import { shownConversation } from './shown-events.ts';
import { viewerOf } from './viewer.ts';

/** What may be done with one case. */
export const CASES = {
  showCase: async ({ event, path }: Call<undefined>) => {
    const viewer = viewerOf(event);
    const { found, view } = await seen(viewer, path.caseId ?? '', 'requester');
    return showCase(desk(), found, view, viewer);
  },

  addMessage: async ({
    event,
    body,
    path,
  }: Call<{ text: string; visibility?: 'public' | 'internal'; waitForReply?: boolean }>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    const kept = await keepWords(isQuiet(found), body.text, found.id, event.requestContext.requestId);
    const { visibility = 'public', waitForReply = false } = body;
    return opened(
      await sendMessage(desk(), found.id, agent(viewer), { body: kept, visibility, waitForReply }),
    );
  },

  explainCase: async ({ event, path }: Call<undefined>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    const { hides } = await familyOf(desk(), viewer, found);
    const events = (await desk().cases.history(found.id)).flatMap((row) => row.events);
    const shown = Object.entries(found.clocks).filter(([clock]) => !hides({ clock }));
    const clocks = shown.map(([name, clock]) => {
      const history = events.filter((event) => 'clock' in event && event.clock === name) as Told[];
      return [name, explain(clock, desk().catalogue.calendar, desk().now(), history)];
    });
    return {
      routing: { department: found.department, service: found.service, ...found.routing },
      clocks: Object.fromEntries(clocks),
      conversation: await shownConversation(desk(), viewer, found),
    };
  },

  routeCase: async ({ event, body, path }: Call<{ department?: string; service?: string } & Leaving>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    return opened(await routeCase(desk(), found.id, agent(viewer), body));
  },

  resolveCase: async ({ event, body, path }: Call<{ outcome: string; text?: string }>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    checkOutcome(desk().catalogue, found.department, body.outcome);
    return opened(await resolveCase(desk(), found.id, agent(viewer), body));
  },
};
