import { answering } from './answering.ts';
import { STATUS } from './status-operations.ts';
import { STATUS_ROUTES } from './status-routes.ts';

/** The part of the API that says where cases stand: it reads, and has no right to more. */
export const handler = answering(STATUS_ROUTES, STATUS);
