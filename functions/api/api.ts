import { answering } from './answering.ts';
import { OPERATIONS } from './operations.ts';
import { ROUTES } from './routes.ts';

/** The API, but for what opens cases and what describes it. */
export const handler = answering(ROUTES, OPERATIONS);
