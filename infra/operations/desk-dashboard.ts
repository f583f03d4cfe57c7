import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { nameOf } from '../names.ts';
import type { Settings } from '../settings.ts';
import { board } from './board.ts';
import { deskMetric, everyDepartments, formula, serviceMetric, share } from './metrics.ts';
import { PRICES } from './prices.ts';

const QUEUES = ['intake', 'mail', 'webhook', 'feedback', 'process', 'clocks'] as const;

/** What one hour of the desk costs, from what AWS itself counts and bills by. */
function dollars(settings: Settings) {
  const table = { TableName: nameOf(settings, 'cases') };
  // Words without quotes are parts of a name: every function of the stage.
  const lambda = `SEARCH('{AWS/Lambda,FunctionName} ${nameOf(settings).replaceAll('-', ' ')}`;
  const used: Record<string, Metric> = {
    written: serviceMetric('DynamoDB', 'ConsumedWriteCapacityUnits', table),
    read: serviceMetric('DynamoDB', 'ConsumedReadCapacityUnits', table),
    sent: serviceMetric('SES', 'Send'),
    moved: serviceMetric('States', 'ConsumedCapacity', { ServiceMetric: 'StateTransition' }),
  };
  return [
    formula(`FILL(written, 0) * ${PRICES.writeUnit} + FILL(read, 0) * ${PRICES.readUnit}`, 'table', used),
    formula(
      `SUM(${lambda} MetricName="Invocations"', 'Sum', 3600)) * ${PRICES.invocation} + ` +
        `SUM(${lambda} MetricName="Duration"', 'Sum', 3600)) * ${PRICES.halfGigabyteMillisecond}`,
      'functions',
    ),
    formula(`FILL(moved, 0) * ${PRICES.transition}`, 'processes (of the account)', used),
    formula(`FILL(sent, 0) * ${PRICES.mail}`, 'mail (of the account)', used),
  ];
}

/** The desk at a glance: how much comes, what waits longest, what was promised, what failed, what it costs. */
export class DeskDashboard extends Construct {
  constructor(scope: Construct, id: string, { settings }: { readonly settings: Settings }) {
    super(scope, id);
    const about = (metricName: string, statistic: string) => (name: string) =>
      serviceMetric('SQS', metricName, { QueueName: nameOf(settings, name) }, statistic);
    board(this, 'Resource', settings, 'desk', [
      {
        title: 'How much comes in, by department',
        left: [formula(everyDepartments(settings, 'CasesOpened'), '')],
        unit: 'cases an hour',
      },
      {
        title: 'What waits longest',
        left: [
          formula(everyDepartments(settings, 'LongestOverdue', 'Maximum'), ''),
          deskMetric(settings, 'WakeUpLateness', { statistic: 'Maximum', label: 'looks at clocks' }),
          ...QUEUES.map(about('ApproximateAgeOfOldestMessage', 'Maximum')),
        ],
        unit: 'seconds',
      },
      {
        title: 'Promises kept',
        left: [
          formula(
            share(
              `SUM(${everyDepartments(settings, 'PromisesKept')})`,
              `SUM(${everyDepartments(settings, 'PromisesBroken')})`,
            ),
            'of all departments',
          ),
        ],
        unit: 'percent',
      },
      {
        title: 'What did not arrive',
        left: [
          formula(`SUM(${everyDepartments(settings, 'MailsReturned')})`, 'mails that came back'),
          formula(`SUM(${everyDepartments(settings, 'WebhooksFailed')})`, 'webhooks given up'),
        ],
        right: [...QUEUES, 'outbox'].map((name) =>
          about('ApproximateNumberOfMessagesVisible', 'Maximum')(`${name}-dead`),
        ),
        unit: 'an hour',
      },
      { title: 'What it costs, by list prices', left: dollars(settings), unit: 'dollars an hour' },
    ]);
  }
}
