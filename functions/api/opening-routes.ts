import * as r from './request-schemas.ts';
import * as s from './schemas.ts';

/** The operations that read words nobody has placed yet. */
export const OPENING_ROUTES = [
  {
    operation: 'openCase',
    method: 'POST',
    path: '/cases',
    summary: 'Open a case in plain words, or for a service with its fields.',
    headers: { 'idempotency-key': 'The same key opens the same case once, for as long as the case is kept.' },
    body: r.NewCase,
    answer: s.Opened,
    status: 201,
  },
  {
    operation: 'logContact',
    method: 'POST',
    path: '/contacts',
    summary: 'Write down, as an agent, that somebody came by or called: who, what, which way.',
    headers: { 'idempotency-key': 'The same key opens the same case once.' },
    body: r.Contact,
    answer: s.Opened,
    status: 201,
  },
  {
    operation: 'explainRouting',
    method: 'POST',
    path: '/routing/explanation',
    summary: 'Where a message would go, and why; nothing is stored.',
    body: s.Words,
    answer: s.Explained,
  },
] as const;

/** The name of one of them. */
export type Opening = (typeof OPENING_ROUTES)[number]['operation'];
