import type { Placement } from '#desk/case/events.ts';
import { openCase } from '#desk/case/open-case.ts';
import { openShadow } from '#desk/case/open-shadow.ts';
import { DeskError, isRefusal } from '#desk/errors.ts';
import { isRestricted } from '#desk/intake/urgent.ts';
import { chooseService } from '#desk/routing/choose-service.ts';
import { recognise } from '#desk/routing/recognise.ts';
import { checkServed, settleRoute } from '#desk/routing/roll-out.ts';
import { route, saidOf } from '#desk/routing/route.ts';
import { desk } from '../writing-desk.ts';
import { type Call, hash, keepWords, opened, seen } from './call.ts';
import type { Opening } from './opening-routes.ts';
import { viewerOf } from './viewer.ts';

/** What reads words nobody has placed yet: opening a case, and saying where it would go. */
export const OPENING = {
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

  explainRouting: async ({ event, body }: Call<{ subject: string; text: string }>) => {
    const { sub } = viewerOf(event);
    const { routing, ...placement } = settleRoute(
      desk().catalogue,
      route(desk().catalogue, body),
      sub,
    ).placement;
    return {
      routing: { ...routing, department: placement.department, service: placement.service },
      clocks: {},
    };
  },
} satisfies Record<Opening, (call: Call<never>) => Promise<unknown>>;
