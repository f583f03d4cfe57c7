import { required } from '../environment.ts';
import { answering } from './answering.ts';
import { openApi } from './openapi.ts';
import { ROUTES } from './routes.ts';

/** The description, which anybody may read: from a function that may read nothing else. */
export const DESCRIPTION = { describeApi: async () => openApi(required('PUBLIC_URL')) };

export const handler = answering(ROUTES, DESCRIPTION);
