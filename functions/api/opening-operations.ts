import { DeskError } from '#desk/errors.ts';
import { type Asked, openRequest } from '#desk/intake/web/open-request.ts';
import { type Requested, titled } from '#desk/intake/web/requested.ts';
import { announcedBy } from '#desk/intake/web/upload.ts';
import { settleRoute } from '#desk/routing/roll-out.ts';
import { route } from '#desk/routing/route.ts';
import { desk } from '../writing-desk.ts';
import { type Call, hash, opened, shownTo } from './call.ts';
import type { Opening } from './opening-routes.ts';
import { viewerOf } from './viewer.ts';

/** What reads words nobody has placed yet: opening a case, and saying where it would go. */
export const OPENING = {
  openCase: async ({
    event,
    body,
  }: Call<Requested & { requester?: string; channel?: 'web' | 'phone' | 'chat' | 'walkup' }>) => {
    const viewer = viewerOf(event);
    const { requester, channel = 'web', attachments = [], ...words } = body;
    const forOther = requester !== undefined && requester.toLowerCase() !== viewer.sub;
    if (forOther && !viewer.groups.includes('desk'))
      throw new DeskError('not-allowed', 'only desk agents open a case for somebody else');
    const address = (requester ?? viewer.sub).toLowerCase();
    const unique = event.headers['idempotency-key'] ?? event.requestContext.requestId;
    const key = hash('request', viewer.sub, unique);
    const asked: Asked = { ...titled(words), address, files: await announcedBy(desk(), attachments) };
    const how = { channel, verified: true, key, ...(forOther && { submitter: viewer.sub }) };
    const found = await openRequest(desk(), asked, how);
    // The same key opened it, perhaps for somebody whose cases one may not see.
    return opened(forOther ? found : shownTo(viewer, found, 'requester').found);
  },

  /** Somebody came by or called, and an agent writes it down in three fields (row 79). */
  logContact: async ({ event, body }: Call<{ who: string; what: string; channel: 'phone' | 'walkup' }>) => {
    const viewer = viewerOf(event);
    const { departments } = desk().catalogue;
    if (!viewer.groups.some((group) => group === 'desk' || departments.some(({ id }) => id === group)))
      throw new DeskError('not-allowed', 'only agents log contacts');
    const unique = event.headers['idempotency-key'] ?? event.requestContext.requestId;
    const asked: Asked = { ...titled({ text: body.what }), address: body.who.toLowerCase() };
    const key = hash('contact', viewer.sub, unique);
    const submitter = asked.address === viewer.sub ? {} : { submitter: viewer.sub };
    // An agent saw or heard them, and says who they are.
    const how = { channel: body.channel, verified: true, key, ...submitter };
    return opened(await openRequest(desk(), asked, how));
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
