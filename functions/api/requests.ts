import { answering } from './answering.ts';
import { REQUESTS } from './request-operations.ts';
import { REQUEST_ROUTES } from './request-routes.ts';

/** The part of the API that needs no token. */
export const handler = answering(REQUEST_ROUTES, REQUESTS);
