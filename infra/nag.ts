/** One finding of cdk-nag's AwsSolutions pack that stands, and why. */
export interface Acknowledged {
  /** The rule, with the finding in brackets where the rule has several. */
  readonly rule: string;
  /** Where it is found: what the path of the construct holds. */
  readonly at: RegExp;
  /** Why it is right as it is: one sentence. */
  readonly because: string;
}

const STATES = 'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>';
const SECRETS = 'arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>';
const RULES = 'arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule';
const PARAMETERS = 'arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>';
const wildcard = (resource: string) => `AwsSolutions-IAM5[Resource::${resource}]`;
/** The name of an attribute carries a hash of its path, which a moved construct changes. */
const anyOf = (construct: string, rest: string) => wildcard(`<${construct}#.Arn>${rest}`);

/** Whatever lies in the stack of a department, also of one that comes later. */
const IN_A_DEPARTMENT = /^switchboard-prod-(?!desk\/)/;

/** Every finding that stands, in this one place. A test fails for a finding that is not here, and for a line that finds nothing. */
export const ACKNOWLEDGED: readonly Acknowledged[] = [
  {
    rule: wildcard('*'),
    at: /\/Role\/DefaultPolicy\/Resource$/,
    because: 'Traces and the delivery of a process’s log know no resource; AWS takes no other word for them.',
  },
  {
    rule: anyOf('CaseBodies', '/*'),
    at: /Intake\/Email|RequestForm|Chat\/Take|Phone|Api\/(Api|OpenCase|Requests)|Process\/OpenChild/,
    because: 'What people wrote lies under names made when it arrives; whoever takes words in may add one.',
  },
  ...['/messages/*', '/restricted/messages/*'].map((keys) => ({
    rule: anyOf('CaseBodies', keys),
    at: /Scans\/Verdict|Delivery\/Mail|Chat\/Post|Api\/(Api|Files|Oversight)/,
    because:
      'Words lie under names made when they arrive; whoever carries or shows them may read them, and no file or mail.',
  })),
  ...['attachments', 'originals'].flatMap((kind) =>
    [`/${kind}/*`, `/restricted/${kind}/*`].map((keys) => ({
      rule: anyOf('CaseBodies', keys),
      at: /Api\/Files/,
      because:
        'Files, and mails as they came, lie under names made of them; one function alone hands them out.',
    })),
  ),
  {
    rule: anyOf('CaseBodies', '/forwards/*'),
    at: /Delivery\/Mail/,
    because: 'Words that are only passed on lie for a day under a name made when they arrive.',
  },
  {
    rule: anyOf('CaseBodies', '/images/*'),
    at: /Intake\/Email/,
    because:
      'How often a picture came lies under a hash of who sent it; the reader of mails counts, and reads no words.',
  },
  ...['/uploads/*', '/unconfirmed/*'].map((keys) => ({
    rule: anyOf('CaseBodies', keys),
    at: /RequestForm|Api\/(OpenCase|Requests)/,
    because:
      'What a form sent waits under names made when it arrives; who needs no token reads nothing else.',
  })),
  {
    rule: anyOf('CaseBodies', '/messages/*'),
    at: /Delivery\/Webhook|Chat\/Take/,
    because:
      'A department’s system is sent what ordinary cases say, who wrote in a chat is told of their files, and nothing that people in distress wrote is read.',
  },
  ...['/attachments/*', '/restricted/attachments/*'].map((keys) => ({
    rule: anyOf('CaseBodies', keys),
    at: /Scans\/Plan/,
    because: 'GuardDuty looks into every file of a case, under whatever name it was stored.',
  })),
  {
    rule: wildcard(`${RULES}/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*`),
    at: /Scans\/Plan/,
    because: 'GuardDuty names the one rule it manages itself, and may touch no other.',
  },
  {
    rule: anyOf('IntakeMailbox', '/mail/*'),
    at: /Intake\/Email/,
    because: 'The keys of raw mails are made by SES; only the reader of mails reads them.',
  },
  {
    rule: anyOf('CaseCases', '/stream/*'),
    at: /Delivery\/Outbox/,
    because: 'The name of a stream is a moment in time, known only to the table.',
  },
  {
    rule: anyOf('SlaSweep', ':*'),
    at: /SchedulerRoleForTarget/,
    because: 'The scheduler may invoke the versions of this one function, which the CDK adds by itself.',
  },
  {
    rule: anyOf('IntakeCheckFunction', ':*'),
    at: /SchedulerRoleForTarget/,
    because: 'The scheduler may invoke the versions of this one function, which the CDK adds by itself.',
  },
  {
    rule: wildcard(`${STATES}:stateMachine:switchboard-prod-*:live`),
    at: /Delivery\/(Outbox|Process)/,
    because:
      'A new department’s processes are started without a change of the desk; only by their live alias.',
  },
  {
    rule: wildcard(`${STATES}:stateMachine:switchboard-prod-*`),
    at: /Delivery\/(Outbox|Process)/,
    because: 'An answer is handed to the process it belongs to, whichever department’s it is.',
  },
  {
    rule: wildcard(`${STATES}:execution:switchboard-prod-*`),
    at: /Delivery\/(Outbox|Process)/,
    because: 'The process of any case can be ended by a person; its name is made from the case.',
  },
  {
    rule: wildcard(`${SECRETS}:secret:switchboard/prod/departments/*`),
    at: /Delivery\/Webhook|Task\/Callback|Api\/Endpoints/,
    because:
      'Only these three speak with departments’ systems, or ask whether one is back; a new department is no change of the desk.',
  },
  {
    rule: wildcard(`${PARAMETERS}:parameter/switchboard/prod/departments/*`),
    at: /Delivery\/Webhook|Api\/Endpoints/,
    because:
      'Only the sender of webhooks, and who switches a system on again, ask where departments’ systems are.',
  },
  {
    rule: 'AwsSolutions-S1',
    at: /Case\/Bodies|Intake\/Mailbox/,
    because: 'Who reads is known from the roles; access logs would be a third bucket that names every mail.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    at: /Case\/Keys|WebhookSecret|Chat\/\w+\/Secret/,
    because:
      'A key is changed by adding a line and taking the old one out once its links and its system let go of it; a machine cannot know when.',
  },
  {
    rule: 'AwsSolutions-APIG1',
    at: /Door\/Stage/,
    because:
      'The paths of answer pages hold the links that open them: a log of paths would be a log of keys.',
  },
  {
    rule: 'AwsSolutions-APIG4',
    at: /\/(POST--(callbacks|chat)|(GET|HEAD|POST)--(answers|surveys|requests|request)|(GET|HEAD)--status--|GET--openapi)/,
    because:
      'Signatures, signed links and confirmed addresses open these doors, and the description of the API is public.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    at: /Delivery\/Outbox\/Dead/,
    because: 'These are dead letters themselves, of the stream; the rule knows only those of queues.',
  },
  {
    rule: 'AwsSolutions-SF1',
    at: IN_A_DEPARTMENT,
    because:
      'Errors are logged without payloads; every step would write what the case’s history says already.',
  },
  {
    rule: 'AwsSolutions-SF2',
    at: IN_A_DEPARTMENT,
    because:
      'A process lasts for days and its history is kept by the service; its steps are traced as functions.',
  },
];
