/** What the desk tells a system of a task, as it was recorded. */
export const TASK = {
  type: 'task.asked',
  timestamp: '2026-11-23T12:46:46.730Z',
  event: 'task.asked',
  id: '01m846xgah7f7avzpvnf2hxsax-2-task',
  caseId: '01m846xgah7f7avzpvnf2hxsax',
  occurredAt: '2026-11-23T12:46:46.730Z',
  sequence: 2,
  processVersion: '5d0c1f2ab9e4',
  department: 'facilities',
  reference: 'FM-EHC9-ZW4',
  process: 'work-order',
  service: 'building-work',
  priority: 2,
  dataClass: 'internal',
  taskRef: 'q86wy32a6vza3ak6w931hbamnm',
  callbackUrl: 'https://desk.example/callbacks/q86wy32a6vza3ak6w931hbamnm',
  outcomes: ['completed', 'failed'],
  expiresAt: '2026-11-24T12:46:46.730Z',
  data: {
    task: 'Order from the building system',
    question: 'Please carry out this work.',
    subject: 'Heating',
    requester: 'anna@corp.example',
    message: 'The heating in room 12 is cold.',
    from: '2026-12-01',
  },
} as const;

/** A record as a table of incidents tells of it. */
export const RECORD = (state: string) => ({
  sys_id: 'a9e30c7dc61122760116894de7bcc7bd',
  number: 'INC0010002',
  state,
  correlation_id: TASK.taskRef,
  comments: 'An engineer is on the way.',
  close_notes: 'Radiator bled.',
});

/** An issue as a tracker tells of it. */
export const ISSUE = (category: string, resolution: string | null) => ({
  webhookEvent: 'jira:issue_updated',
  issue: {
    id: '10012',
    key: 'FM-12',
    fields: {
      status: { name: 'Some status', statusCategory: { key: category } },
      resolution: resolution === null ? null : { name: resolution },
    },
  },
  comment: { body: 'Radiator bled.' },
});

/** A business process as a system of record tells of it. */
export const PROCESS = (status: string) => ({
  businessProcess: { id: 'BP-77', status, comment: 'Entered for May.' },
  result: { payCode: 'U1' },
});
