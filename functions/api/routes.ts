import { ENDPOINT_ROUTES } from './endpoint-routes.ts';
import { FILE_ROUTES } from './file-routes.ts';
import { OPENING_ROUTES } from './opening-routes.ts';
import { OVERSIGHT_ROUTES } from './oversight-routes.ts';
import { OWN_ROUTES } from './own-routes.ts';
import { REQUEST_ROUTES } from './request-routes.ts';
import type { Route } from './route.ts';
import * as s from './schemas.ts';
import { STATUS_ROUTES } from './status-routes.ts';

export type { Route } from './route.ts';

/** Every operation of the API. */
export const ROUTES = [
  ...OPENING_ROUTES,
  ...OWN_ROUTES,
  ...OVERSIGHT_ROUTES,
  ...FILE_ROUTES,
  ...REQUEST_ROUTES,
  ...ENDPOINT_ROUTES,
  ...STATUS_ROUTES,
  {
    operation: 'describeApi',
    method: 'GET',
    path: '/openapi.json',
    summary: 'This document.',
    open: true,
    answer: s.Explained,
  },
] as const satisfies readonly Route[];

/** The name of an operation. */
export type Operation = (typeof ROUTES)[number]['operation'];

/** What a function of its own does, not the one that has all the rest. */
export type Apart =
  | (
      | typeof OPENING_ROUTES
      | typeof FILE_ROUTES
      | typeof REQUEST_ROUTES
      | typeof ENDPOINT_ROUTES
      | typeof OVERSIGHT_ROUTES
      | typeof STATUS_ROUTES
    )[number]['operation']
  | 'describeApi';

const APART: ReadonlyMap<
  string,
  'open-case' | 'describe-api' | 'files' | 'oversight' | 'requests' | 'endpoints' | 'status'
> = new Map([
  ...OPENING_ROUTES.map(({ operation }) => [operation, 'open-case'] as const),
  ...FILE_ROUTES.map(({ operation }) => [operation, 'files'] as const),
  ...REQUEST_ROUTES.map(({ operation }) => [operation, 'requests'] as const),
  ...ENDPOINT_ROUTES.map(({ operation }) => [operation, 'endpoints'] as const),
  ...OVERSIGHT_ROUTES.map(({ operation }) => [operation, 'oversight'] as const),
  ...STATUS_ROUTES.map(({ operation }) => [operation, 'status'] as const),
  ['describeApi', 'describe-api'],
]);

/**
 * The function of the API that runs an operation: what opens cases, what describes it, what hands out files, what
 * those ask who answer for the work, what needs no token, what is about departments' systems and what says where cases
 * stand are by themselves.
 */
export const runsIn = (operation: Operation) => APART.get(operation) ?? 'api';
