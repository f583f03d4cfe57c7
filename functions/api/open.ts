import { answering } from './answering.ts';
import { OPENING } from './opening-operations.ts';
import { OPENING_ROUTES } from './opening-routes.ts';

/**
 * Takes in what is asked on the web, on the phone and by other programs. A function of its own, because only it and the
 * mail carry the words by which a message is recognised and routed (`docs/decisions/0043`).
 */
export const handler = answering(OPENING_ROUTES, OPENING);
