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
      { who: 'initiative-lead@corp.example', answers: 'live', fields: { comment: 'It is live.' } },
    ],
  },
];
