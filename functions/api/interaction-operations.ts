import { countInteractions, type Interaction, logInteraction } from '#desk/intake/interaction.ts';
import { measure } from '../shell/measure.ts';
import { desk } from '../writing-desk.ts';
import { type Call, checkDay, hash } from './call.ts';
import { viewerOf } from './viewer.ts';

/** What staff may say and read of people who were helped on the spot (row 30). */
export const INTERACTIONS = {
  logInteraction: async ({ event, body }: Call<Interaction>) => {
    const viewer = viewerOf(event);
    const unique = event.headers['idempotency-key'] ?? event.requestContext.requestId;
    const isNew = await logInteraction(desk(), viewer, body, hash('interaction', viewer.sub, unique));
    if (isNew) measure({ ResolvedAtContact: ['Count', 1] }, body.department);
    return { status: 'counted' as const };
  },

  countInteractions: async ({ event }: Call<undefined>) => {
    const { department = '', day = desk().now().slice(0, 10) } = event.queryStringParameters ?? {};
    checkDay('/day', day);
    const topics = await countInteractions(desk(), viewerOf(event), department, day);
    return { department, day, total: topics.reduce((sum, { count }) => sum + count, 0), topics };
  },
};
