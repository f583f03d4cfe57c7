import type * as z from 'zod/mini';

/** One operation of the API: the gateway's routes and the OpenAPI document are made from this list. */
export type Route = Readonly<{
  operation: string;
  method: 'GET' | 'POST' | 'PUT';
  /** OpenAPI style: `/cases/{caseId}`. */
  path: string;
  summary: string;
  /** Needs no token. */
  open?: true;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: z.ZodMiniType;
  answer: z.ZodMiniType;
  status?: number;
}>;
