/** What whoever approves is asked: the dates, not the reasons. */
export const approval = {
  outcomes: ['approve', 'reject'],
  show: ['requester', 'from', 'until', 'returnDate'],
  stage: 'approval',
  next: 'Approved?',
} as const;

/** What HR checks and enters. */
export const check = {
  outcomes: ['confirm', 'reject'],
  fields: [
    { name: 'from', label: 'First day of the leave', type: 'date' },
    { name: 'returnDate', label: 'First day back at work', type: 'date' },
    { name: 'payCode', label: 'Pay code', type: 'text' },
  ],
  show: ['requester', 'from', 'until', 'message'],
  hours: 72,
  stage: 'hr-check',
  next: 'Confirmed?',
} as const;

/** What is left for people when payroll does not do it itself. */
export const registration = {
  outcomes: ['done'],
  show: ['requester', 'from', 'returnDate', 'payCode'],
  hours: 48,
  stage: 'payroll',
  next: 'Close as granted',
} as const;

/** What the pay run needs: who, when and how it is paid. Nothing else leaves HR (row 7). */
export const payroll = {
  role: 'payroll system',
  question: 'Register this leave for the pay run.',
  outcomes: ['completed', 'failed'],
  show: ['requester', 'from', 'returnDate', 'payCode'],
  hours: 72,
  stage: 'payroll',
  next: 'Registered?',
  onSilence: 'Register by hand',
} as const;
