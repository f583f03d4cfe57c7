/**
 * One step of a case's ordinary way: a person answers on the page of a mail, a department's system calls back, or hours
 * go by until a date. Of what is asked at once, each is a step.
 */
export type Step =
  | Readonly<{ hours: number }>
  | Readonly<{ who: string; answers: string; fields?: Readonly<Record<string, string>> }>
  | Readonly<{ outcome: string; fields?: Readonly<Record<string, string>> }>;

/** The way most cases of a process take from the mail to the end; its requester confirms that it helped. */
export type OrdinaryPath = Readonly<{
  /** The department and its process. */
  process: `${string}/${string}`;
  subject: string;
  text: string;
  /** Who leads the requester, where the process asks that. */
  manager?: string;
  /** Nobody is asked whether it helped: the case ends with its last step. */
  endsQuietly?: true;
  steps: readonly Step[];
}>;

const DEVICE = { outcome: 'completed' } as const;

/** The ordinary way of every process of every department. */
export const ORDINARY_PATHS: readonly OrdinaryPath[] = [
  {
    process: 'it/incident',
    subject: 'VPN drops',
    text: 'The VPN connection drops all the time.',
    steps: [
      {
        who: 'it-support@corp.example',
        answers: 'solved',
        fields: { comment: 'The certificate was renewed.' },
      },
    ],
  },
  {
    process: 'it/service-request',
    subject: 'New laptop',
    text: 'I need a new laptop, please order one.',
    manager: 'boss@corp.example',
    steps: [
      { who: 'boss@corp.example', answers: 'approve', fields: { comment: 'within the budget' } },
      { who: 'it-support@corp.example', answers: 'done', fields: { comment: 'Fetch it at desk 4.' } },
    ],
  },
  {
    process: 'it/device-exchange',
    subject: 'Lease',
    text: 'The lease of my notebook ends, please exchange the device.',
    steps: [DEVICE, DEVICE, DEVICE],
  },
  {
    process: 'hr/leave-of-absence',
    subject: 'Unpaid leave',
    text: 'I ask for a leave of absence.',
    manager: 'boss@corp.example',
    steps: [
      { who: 'boss@corp.example', answers: 'approve' },
      {
        who: 'hr-operations@corp.example',
        answers: 'confirm',
        fields: { from: '2027-01-04', returnDate: '2027-04-01', payCode: 'U-17' },
      },
      { outcome: 'completed', fields: { externalReference: 'PAY-4711' } },
    ],
  },
  {
    process: 'hr/question',
    subject: 'Vacation',
    text: 'How many vacation days do I have left?',
    steps: [
      {
        who: 'hr-operations@corp.example',
        answers: 'answered',
        fields: { comment: 'Eleven and a half.' },
      },
    ],
  },
  {
    process: 'facilities/work-order',
    subject: 'Heating',
    text: 'The heating in my office is not working.',
    steps: [{ outcome: 'completed' }],
  },
  {
    process: 'facilities/urgent-access',
    subject: 'Help',
    text: 'I am locked out of the parking garage and the gate is shut!',
    steps: [{ who: 'facilities-oncall@corp.example', answers: 'done' }],
  },
  {
    process: 'hr/joiner',
    subject: 'New colleague',
    text: `We are hiring a new colleague.
Name of the new colleague: Robin Weber
First working day: 2026-03-02
Position: Buyer
Place of work: Germany`,
    steps: [
      { who: 'hr-operations@corp.example', answers: 'confirm', fields: { firstDay: '2026-03-02' } },
      { who: 'it-support@corp.example', answers: 'ready' },
      { who: 'it-support@corp.example', answers: 'done' },
      { who: 'facilities-moves@corp.example', answers: 'done' },
      { who: 'security-desk@corp.example', answers: 'done' },
      { who: 'payroll-office@corp.example', answers: 'done' },
    ],
  },
  {
    process: 'hr/mover',
    subject: 'Promotion',
    text: `Promotion of a colleague, a new position.
Mail address of the colleague: robin@corp.example
First day in the new position: 2026-03-02
New position: Lead buyer
Place of work: Germany`,
    steps: [
      { who: 'hr-operations@corp.example', answers: 'confirm', fields: { changeDay: '2026-03-02' } },
      { who: 'it-support@corp.example', answers: 'ready' },
      { who: 'it-support@corp.example', answers: 'done' },
      { who: 'facilities-moves@corp.example', answers: 'done' },
      { who: 'security-desk@corp.example', answers: 'done' },
      { who: 'payroll-office@corp.example', answers: 'done' },
    ],
  },
  {
    process: 'hr/leaver',
    subject: 'Termination',
    text: `Termination of an employment.
Mail address of the colleague: robin@corp.example
Last working day: 2026-02-27
Place of work: Germany`,
    steps: [
      { who: 'hr-operations@corp.example', answers: 'confirm', fields: { lastWorkingDay: '2026-02-27' } },
      { who: 'facilities-moves@corp.example', answers: 'done' },
      { who: 'payroll-office@corp.example', answers: 'done' },
      // The systems of IT and Security do not take part here: their people step in.
      { hours: 2 },
      { who: 'security-oncall@corp.example', answers: 'ended' },
      { who: 'it-support@corp.example', answers: 'ended' },
      { who: 'it-support@corp.example', answers: 'collected' },
    ],
  },
  {
    process: 'initiative/initiative',
    subject: 'Roll-out of a portal',
    text: `Implementation of a new customer portal, here is the requirements document.
Goal and benefit: Customers find their orders by themselves
Who uses it, and how many: 4,000 customers
Data classification: confidential
Hosting: our own data centre
Places and network load: all sites, little
Systems it connects to: SAP
Expected contacts in the first month: 120
Communication plan: a mail and a page
Wished go-live: 2026-03-02`,
    steps: [
      { who: 'initiative-lead@corp.example', answers: 'lead' },
      { who: 'hosting-review@corp.example', answers: 'approve' },
      { who: 'network-review@corp.example', answers: 'approve' },
      { who: 'information-security-review@corp.example', answers: 'approve' },
      { who: 'audit-review@corp.example', answers: 'approve' },
      { who: 'integration-review@corp.example', answers: 'approve' },
      {
        who: 'initiative-lead@corp.example',
        answers: 'ready',
        fields: {
          article: 'https://wiki.corp.example/portal',
          routingRule: 'Words of the portal go to sales support',
          goLive: '2026-03-02',
        },
      },
      { hours: 2 },
      { who: 'initiative-lead@corp.example', answers: 'live', fields: { comment: 'It is live.' } },
    ],
  },
  {
    process: 'hr/medical-leave',
    subject: 'Medical leave',
    text: 'I need medical leave after my surgery.',
    manager: 'boss@corp.example',
    steps: [
      {
        who: 'hr-operations@corp.example',
        answers: 'confirm',
        fields: { from: '2026-02-02', returnDate: '2026-03-02', payCode: 'M-1' },
      },
      { who: 'boss@corp.example', answers: 'planned' },
      { outcome: 'completed' },
      { who: 'hr-operations@corp.example', answers: 'back' },
    ],
  },
  {
    process: 'hr/timekeeping-correction',
    subject: 'Timesheet',
    text: 'My timesheet hours were recorded wrongly.',
    manager: 'boss@corp.example',
    steps: [
      {
        who: 'hr-operations@corp.example',
        answers: 'wrong',
        fields: { day: '2026-02-02', hours: 'eight, not six' },
      },
      { who: 'boss@corp.example', answers: 'approve' },
      { who: 'hr-operations@corp.example', answers: 'corrected' },
    ],
  },
  {
    process: 'it/access-request',
    subject: 'Access',
    text: 'Please give me access to the sales folder.',
    manager: 'boss@corp.example',
    steps: [
      { who: 'boss@corp.example', answers: 'approve' },
      {
        who: 'data-owners@corp.example',
        answers: 'approve',
        fields: { access: 'reads the folder', lastDay: '2026-03-02' },
      },
      DEVICE,
      // Weeks lie between; so many mails within an hour would be stopped (E10).
      { hours: 2 },
      { who: 'boss@corp.example', answers: 'not-needed' },
      DEVICE,
    ],
  },
  {
    process: 'it/known-problem',
    subject: 'Every week',
    text: 'The same error comes back every week, nobody finds the root cause.',
    steps: [
      {
        who: 'it-problem-management@corp.example',
        answers: 'found',
        fields: { cause: 'a full disk', workaround: 'wait a minute', incidents: 'three' },
      },
      { who: 'it-support@corp.example', answers: 'told' },
      { who: 'it-problem-management@corp.example', answers: 'removed' },
    ],
  },
  {
    process: 'facilities/office-move',
    subject: 'Moving',
    text: 'We are moving offices and need our desks moved.',
    steps: [
      {
        who: 'facilities-moves@corp.example',
        answers: 'planned',
        fields: { moveDate: '2026-03-02', what: 'six desks', where: 'second floor' },
      },
      { who: 'building-engineers@corp.example', answers: 'ready' },
      { who: 'facilities-moves@corp.example', answers: 'moved' },
      { who: 'it-support@corp.example', answers: 'connected' },
    ],
  },
  {
    process: 'security/lost-badge',
    subject: 'Badge',
    text: 'I have lost my badge.',
    steps: [
      // Its system does not take part here: its people step in.
      { who: 'security-oncall@corp.example', answers: 'disabled' },
      { who: 'security-desk@corp.example', answers: 'ready' },
      { who: 'reception@corp.example', answers: 'handed-over' },
    ],
  },
  {
    process: 'security/phishing-report',
    subject: 'Suspicious',
    text: 'I got a suspicious mail that asks for my password.',
    steps: [
      { who: 'security-desk@corp.example', answers: 'phishing' },
      { who: 'security-desk@corp.example', answers: 'removed' },
    ],
  },
  {
    process: 'security/incident',
    subject: 'Stolen',
    text: 'My company laptop was stolen from my car.',
    steps: [
      { who: 'security-oncall@corp.example', answers: 'contained' },
      {
        who: 'security-desk@corp.example',
        answers: 'investigated',
        fields: { cause: 'a window was open', concerned: 'one laptop' },
      },
      {
        who: 'data-protection@corp.example',
        answers: 'reported',
        fields: { reportedTo: 'nobody had to be' },
      },
    ],
  },
  {
    process: 'payroll/payroll-correction',
    subject: 'Salary',
    text: 'My salary is wrong this month, overtime is missing.',
    steps: [
      {
        who: 'payroll-office@corp.example',
        answers: 'wrong',
        fields: { correction: 'four hours', payRun: '2026-03-02' },
      },
      { who: 'payroll-office@corp.example', answers: 'booked' },
    ],
  },
  {
    process: 'payroll/purchase-request',
    subject: 'Purchase',
    text: 'Purchase request for a new coffee machine for the canteen.',
    manager: 'boss@corp.example',
    steps: [
      {
        who: 'purchasing@corp.example',
        answers: 'offered',
        fields: { item: 'a coffee machine', amount: '900', costCentre: '4711' },
      },
      { who: 'boss@corp.example', answers: 'approve' },
      {
        who: 'purchasing@corp.example',
        answers: 'ordered',
        fields: { order: 'P-1', expected: '2026-03-02' },
      },
      { who: 'goods-in@corp.example', answers: 'complete' },
    ],
  },
  {
    process: 'legal/contract-review',
    subject: 'Contract',
    text: 'Please review the attached contract with our new customer.',
    steps: [
      { who: 'legal-counsel@corp.example', answers: 'clear' },
      { who: 'signatories@corp.example', answers: 'signed', fields: { signedCopy: 'A-17' } },
    ],
  },
  {
    process: 'legal/policy-question',
    subject: 'Gift',
    text: 'May I accept a gift from a supplier?',
    steps: [
      { who: 'legal-counsel@corp.example', answers: 'answered', fields: { comment: 'Up to 30 euros.' } },
    ],
  },
  {
    process: 'legal/regulatory-deadline',
    subject: 'Annual report',
    text: 'The authority wants our annual report by 2026-12-01.',
    steps: [
      {
        who: 'compliance-office@corp.example',
        answers: 'due',
        fields: { deadline: '2026-12-01', filing: 'the annual report' },
      },
      { hours: 2 },
      { who: 'compliance-office@corp.example', answers: 'ready' },
      { who: 'compliance-office@corp.example', answers: 'filed', fields: { receipt: 'R-1' } },
    ],
  },
  {
    process: 'care/listen',
    subject: 'please',
    text: 'I do not want to live any more.',
    endsQuietly: true,
    steps: [
      { who: 'people-support-duty@corp.example', answers: 'taken' },
      { who: 'people-support-duty@corp.example', answers: 'in-good-hands' },
    ],
  },
  {
    process: 'care/look',
    subject: 'printer',
    text: 'This printer is killing me.',
    endsQuietly: true,
    steps: [{ who: 'people-support-duty@corp.example', answers: 'ordinary' }],
  },
  {
    process: 'emergency/alarm',
    subject: 'Smoke',
    text: 'There is smoke on floor 3.',
    endsQuietly: true,
    steps: [
      { who: 'emergency-oncall@corp.example', answers: 'going' },
      { who: 'emergency-oncall@corp.example', answers: 'over' },
      { who: 'emergency-lead@corp.example', answers: 'written', fields: { report: 'A toaster.' } },
    ],
  },
];
