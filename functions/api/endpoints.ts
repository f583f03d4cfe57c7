import { answering } from './answering.ts';
import { ENDPOINTS } from './endpoint-operations.ts';
import { ENDPOINT_ROUTES } from './endpoint-routes.ts';

/** The part of the API about departments' own systems. */
export const handler = answering(ENDPOINT_ROUTES, ENDPOINTS);
