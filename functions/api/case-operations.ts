import { checkOutcome } from '#desk/case/check-outcome.ts';
import type { Placement } from '#desk/case/events.ts';
import { openCase } from '#desk/case/open-case.ts';
import { openShadow } from '#desk/case/open-shadow.ts';
import { isQuiet } from '#desk/case/quiet.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { routeCase } from '#desk/case/route-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { DeskError, isRefusal } from '#desk/errors.ts';
import { isRestricted } from '#desk/intake/urgent.ts';
import { chooseService } from '#desk/routing/choose-service.ts';
import { recognise } from '#desk/routing/recognise.ts';
import { checkServed, settleRoute } from '#desk/routing/roll-out.ts';
import { route, saidOf } from '#desk/routing/route.ts';
import { explain, type Told } from '#desk/sla/clock.ts';
import { desk } from '../writing-desk.ts';
import { agent, type Call, hash, keepWords, opened, seen } from './call.ts';
import { showCase } from './show-case.ts';
import { familyOf } from './show-family.ts';
import { shownConversation } from './shown-events.ts';
import { viewerOf } from './viewer.ts';

/** What may be done with one case. */
export const CASES = {
  openCase: async ({
    event,
    body,
  }: Call<{
    subject: string;
    text: string;
    requester?: string;
    channel?: 'web' | 'phone' | 'chat' | 'walkup';
    service?: string;
    fields?: Record<string, unknown>;
  }>) => {
    const viewer = viewerOf(event);
    const { subject, text, channel = 'web', service, fields = {} } = body;
    const forOther = body.requester !== undefined && body.requester.toLowerCase() !== viewer.sub;
    if (forOther && !viewer.groups.includes('desk'))
      throw new DeskError('not-allowed', 'only desk agents open a case for somebody else');
    const address = (body.requester ?? viewer.sub).toLowerCase();
    const { catalogue, now } = desk();
    const chosen = service && chooseService(catalogue, service, fields, { requester: address, today: now() });
    const sign = recognise({ subject, text }).as;
    // Whatever somebody in need has chosen on a form, people hear what they say.
    const inNeed = sign === 'distress' || sign === 'emergency';
    const found = chosen && !inNeed ? chosen.placement : route(catalogue, { subject, text });
    const { placement, shadow, absent } = settleRoute(catalogue, found, address);
    if (absent !== undefined) checkServed(absent, address, '/text');
    const unique = event.headers['idempotency-key'] ?? event.requestContext.requestId;
    const key = hash('request', viewer.sub, unique);
    const kept = await keepWords(isRestricted(placement), text, key);
    try {
      const ledger = { key, at: now() };
      const matter = (at: Placement) => ({
        channel,
        requester: { address },
        subject,
        body: kept,
        verified: true,
        placement: at,
        said: chosen && !inNeed ? chosen.said : saidOf(catalogue, at, `${subject}\n${text}`, ledger.at),
        acknowledge: true,
        ledger,
      });
      if (shadow !== undefined) await openShadow(desk(), matter(shadow));
      return opened(await openCase(desk(), matter(placement)));
    } catch (error) {
      // The same key again or at once: the case it opened is the answer, whichever request was first.
      if (!isRefusal(error, 'duplicate') && !isRefusal(error, 'stale-version')) throw error;
      const before = await desk().ledger.find(key);
      if (before?.caseId === undefined) throw error;
      return opened((await seen(viewer, before.caseId, 'requester')).found);
    }
  },

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

  routeCase: async ({ event, body, path }: Call<{ department?: string; service?: string }>) => {
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
