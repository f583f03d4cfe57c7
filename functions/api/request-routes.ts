import * as r from './request-schemas.ts';

/** The operations that need no token: a request whose address is confirmed by mail, and its files. */
export const REQUEST_ROUTES = [
  {
    operation: 'sendRequest',
    method: 'POST',
    path: '/requests',
    summary:
      'Ask for something without a token; it begins when the address is confirmed by the link it is sent.',
    open: true,
    headers: { 'idempotency-key': 'The same key of the same address is one request.' },
    body: r.NewRequest,
    answer: r.Taken,
    status: 202,
  },
  {
    operation: 'announceUpload',
    method: 'POST',
    path: '/requests/uploads',
    summary: 'Announce a file; it is put to the address in the answer and then named in the request.',
    open: true,
    body: r.NewUpload,
    answer: r.Upload,
    status: 201,
  },
] as const;
