import { answering } from './answering.ts';
import { FILES } from './file-operations.ts';
import { FILE_ROUTES } from './file-routes.ts';

/** The part of the API that hands out files of cases. */
export const handler = answering(FILE_ROUTES, FILES);
