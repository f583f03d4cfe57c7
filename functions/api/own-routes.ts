import { CONVERSATION_ROUTES } from './conversation-routes.ts';
import { INTERACTION_ROUTES } from './interaction-routes.ts';
import type { Route } from './route.ts';
import * as s from './schemas.ts';

const PAGE = {
  cursor: 'Where the page before ended, as it said.',
  limit: 'How many at most, 1 to 100; 25 unless said.',
};

/** The operations of the function that has all that is no other's. */
export const OWN_ROUTES = [
  ...CONVERSATION_ROUTES,
  ...INTERACTION_ROUTES,
  {
    operation: 'listServices',
    method: 'GET',
    path: '/services',
    summary: 'What may be asked for, with the fields of each as JSON Schema.',
    answer: s.Services,
  },
  {
    operation: 'showCase',
    method: 'GET',
    path: '/cases/{caseId}',
    summary: 'A case with its history, as far as you may see it.',
    answer: s.ShownCase,
  },
  {
    operation: 'addMessage',
    method: 'POST',
    path: '/cases/{caseId}/messages',
    summary: 'Write to the requester, or a note for colleagues.',
    body: s.NewMessage,
    answer: s.Opened,
    status: 201,
  },
  {
    operation: 'explainCase',
    method: 'GET',
    path: '/cases/{caseId}/explanation',
    summary: 'Why the case lies where it lies, and the arithmetic of its clocks.',
    answer: s.Explained,
  },
  {
    operation: 'routeCase',
    method: 'POST',
    path: '/cases/{caseId}/placement',
    summary:
      'Give a case to a department and service, or confirm what was proposed; a confidential one by a hand-over, or released.',
    body: s.Place,
    answer: s.Opened,
  },
  {
    operation: 'resolveCase',
    method: 'POST',
    path: '/cases/{caseId}/resolution',
    summary: 'Resolve a case; its requester is told and asked whether it helped.',
    body: s.Resolve,
    answer: s.Opened,
  },
  {
    operation: 'cancelCase',
    method: 'POST',
    path: '/cases/{caseId}/cancellation',
    summary: 'Cancel a case that runs, with its parts; its requester is told why.',
    body: s.Cancel,
    answer: s.Opened,
  },
  {
    operation: 'expediteCase',
    method: 'POST',
    path: '/cases/{caseId}/expedite',
    summary: "Ask the department's lead to have a case done sooner; nothing changes before the answer.",
    body: s.Expedite,
    answer: s.Opened,
    status: 202,
  },
  {
    operation: 'escalateCase',
    method: 'POST',
    path: '/cases/{caseId}/escalations',
    summary:
      'Hand a case over to those who know more, or tell those who answer for it; a confidential one leaves as in a placement.',
    body: s.Escalate,
    answer: s.Opened,
    status: 201,
  },
  {
    operation: 'listQueue',
    method: 'GET',
    path: '/queues/{department}',
    summary: "A department's open cases, next due first.",
    query: PAGE,
    answer: s.Queue,
  },
  {
    operation: 'listMine',
    method: 'GET',
    path: '/requests',
    summary: 'What you asked for, newest first.',
    answer: s.Queue,
  },
  {
    operation: 'answerTask',
    method: 'POST',
    path: '/tasks/{taskRef}/answer',
    summary: 'Answer a task that is asked of you or your group.',
    body: s.TaskAnswer,
    answer: s.Receipt,
  },
  {
    operation: 'listLedger',
    method: 'GET',
    path: '/ledger',
    summary: "What arrived and what became of it, without anybody's words.",
    query: {
      ...PAGE,
      day: 'The last day, like 2026-12-31; today unless said.',
      since: 'The first day; the last one unless said.',
    },
    answer: s.Ledger,
  },
  {
    operation: 'listSuspended',
    method: 'GET',
    path: '/mail/suspended',
    summary: 'Mail that waits for a person to let it in, with the cause and without a word of it.',
    query: {
      ...PAGE,
      cursor:
        'Where the page before ended, as it said; a page may hold fewer than asked, or none, before the last.',
      since: 'The first day, like 2026-12-31; 14 days ago unless said.',
    },
    answer: s.Suspended,
  },
  {
    operation: 'releaseMail',
    method: 'POST',
    path: '/mail/suspended/{mailId}/release',
    summary: 'Let a suspended mail in: it goes through intake again with its original time. For 14 days.',
    body: s.Release,
    answer: s.ReleasedMail,
    status: 202,
  },
  {
    operation: 'keepPerson',
    method: 'PUT',
    path: '/people/{address}',
    summary: 'Keep what processes need to know of an employee.',
    body: s.Person,
    answer: s.Person,
  },
  {
    operation: 'delegateApprovals',
    method: 'PUT',
    path: '/people/me/delegation',
    summary: 'Name somebody who decides in your place for some days; they are told.',
    body: s.NewDelegation,
    answer: s.NewDelegation,
  },
  {
    operation: 'changeFacts',
    method: 'POST',
    path: '/cases/{caseId}/facts',
    summary: 'Correct what the case knows; approvals that rest on it begin anew.',
    body: s.NewFacts,
    answer: s.Opened,
  },
] as const satisfies readonly Route[];
