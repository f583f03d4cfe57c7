import { answering } from './answering.ts';
import { FILES } from './file-operations.ts';
import { FILE_ROUTES } from './file-routes.ts';
import { ORIGINAL } from './original-operation.ts';

/** The part of the API that hands out files of cases, and mails as they came. */
export const handler = answering(FILE_ROUTES, { ...FILES, ...ORIGINAL });
