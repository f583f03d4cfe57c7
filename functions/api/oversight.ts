import { answering } from './answering.ts';
import { OVERSIGHT } from './oversight-operations.ts';
import { OVERSIGHT_ROUTES } from './oversight-routes.ts';

/** The part of the API for those who answer for the work: how promises were kept, and what of a case they may see. */
export const handler = answering(OVERSIGHT_ROUTES, OVERSIGHT);
