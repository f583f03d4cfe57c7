import * as c from './conversation-schemas.ts';
import { Opened } from './schemas.ts';

/** The operations on a case and others, and on one that rests. */
export const CONVERSATION_ROUTES = [
  {
    operation: 'mergeCase',
    method: 'POST',
    path: '/cases/{caseId}/merge',
    summary: 'Let a case go on in another; replies to it land there, and for 30 days it can be undone.',
    body: c.Merge,
    answer: Opened,
  },
  {
    operation: 'unmergeCase',
    method: 'POST',
    path: '/cases/{caseId}/unmerge',
    summary: 'Undo a merge: the case is itself again.',
    answer: Opened,
  },
  {
    operation: 'splitCase',
    method: 'POST',
    path: '/cases/{caseId}/split',
    summary: 'Make messages of a case a case of their own.',
    body: c.Split,
    answer: Opened,
    status: 201,
  },
  {
    operation: 'linkCase',
    method: 'POST',
    path: '/cases/{caseId}/links',
    summary: 'Say how a case stands to another.',
    body: c.NewLink,
    answer: Opened,
    status: 201,
  },
  {
    operation: 'listLinks',
    method: 'GET',
    path: '/cases/{caseId}/links',
    summary: 'How a case stands to others, as far as you may see them.',
    answer: c.Links,
  },
  {
    operation: 'holdCase',
    method: 'POST',
    path: '/cases/{caseId}/hold',
    summary: 'Let a case rest until a date; its promises pause, and it goes on by itself.',
    body: c.Hold,
    answer: Opened,
  },
  {
    operation: 'resumeCase',
    method: 'POST',
    path: '/cases/{caseId}/resume',
    summary: 'Let a case that rests go on before its date.',
    answer: Opened,
  },
] as const;
