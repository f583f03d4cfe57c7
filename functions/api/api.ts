import { answering } from './answering.ts';
import { OPERATIONS } from './operations.ts';
import { OWN_ROUTES } from './own-routes.ts';

/** The API, but for what opens cases and what describes it. */
export const handler = answering(OWN_ROUTES, OPERATIONS);
