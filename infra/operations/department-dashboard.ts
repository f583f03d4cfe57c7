import { Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { processArnPrefix } from '../names.ts';
import type { Settings } from '../settings.ts';
import { board } from './board.ts';
import { departmentMetric, formula, serviceMetric, share } from './metrics.ts';
import { PRICES, TRANSITIONS_A_CASE } from './prices.ts';

/** What a department's dashboard must be told. */
export interface DepartmentDashboardProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** The department and the names of its processes. */
  readonly department: { readonly id: string; readonly processes: readonly { readonly name: string }[] };
}

/** A department at a glance: the same questions as for the desk, about its own cases. */
export class DepartmentDashboard extends Construct {
  constructor(scope: Construct, id: string, { settings, department }: DepartmentDashboardProps) {
    super(scope, id);
    const own = (name: string, label: string, statistic = 'Sum') =>
      departmentMetric(settings, department.id, name, { label, statistic });
    const prefix = processArnPrefix(Stack.of(this), settings);
    const processes = (metricName: string): Record<string, Metric> =>
      Object.fromEntries(
        department.processes.map(({ name }, at) => [
          `p${at}`,
          serviceMetric('States', metricName, { StateMachineArn: `${prefix}${department.id}-${name}` }),
        ]),
      );
    const sum = (metricName: string, label: string, factor = 1) => {
      const used = processes(metricName);
      const all = Object.keys(used).map((each) => `FILL(${each}, 0)`);
      return formula(`(${all.join(' + ') || '0'}) * ${factor}`, label, used);
    };
    // A department may be called `desk`; the desk's own dashboard is not a department's.
    board(this, 'Resource', settings, `department-${department.id}`, [
      {
        title: 'How much comes in and is solved',
        left: [own('CasesOpened', 'opened'), own('CasesResolved', 'solved')],
        unit: 'cases an hour',
      },
      {
        title: 'How long the most urgent case is overdue',
        left: [own('LongestOverdue', 'overdue', 'Maximum')],
        unit: 'seconds',
      },
      {
        title: 'Promises kept',
        left: [
          formula(share('kept', 'broken'), 'of all', {
            kept: own('PromisesKept', 'kept'),
            broken: own('PromisesBroken', 'broken'),
          }),
        ],
        unit: 'percent',
      },
      {
        title: 'What did not arrive',
        left: [
          own('MailsReturned', 'mails that came back'),
          own('WebhooksFailed', 'webhooks given up'),
          sum('ExecutionsFailed', 'processes that failed'),
        ],
        unit: 'an hour',
      },
      {
        title: 'What its processes cost at most, by list prices',
        left: [sum('ExecutionsStarted', 'processes', TRANSITIONS_A_CASE * PRICES.transition)],
        unit: 'dollars an hour',
      },
    ]);
  }
}
