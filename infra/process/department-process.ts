import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Step } from '#statemachines/words/invoke.ts';
import type { Process } from '#statemachines/words/process.ts';
import { functionArn, nameOf } from '../names.ts';
import { DeskAlarm } from '../parts/desk-alarm.ts';
import type { Settings } from '../settings.ts';
import { Live } from './live.ts';
import { STEPS } from './steps.ts';

/** What a department's process must be told. */
export interface DepartmentProcessProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** The id of the department, and its name as people say it. */
  readonly department: { readonly id: string; readonly name: string };
  /** The process, from the department's folder in `statemachines/`. */
  readonly process: Process;
}

const isStep = (word: string): word is Step => Object.hasOwn(STEPS, word);

/** The steps a definition uses; a word no function stands behind is refused. */
function stepsOf(process: Process, definition: string): Step[] {
  const words = new Set([...definition.matchAll(/\$\{(\w*)\}/g)].map(([, word = '']) => word));
  return [...words].sort().map((word) => {
    if (isStep(word)) return word;
    throw new Error(`the process ${process.name} uses the step '${word}', which no function stands behind`);
  });
}

/** A department's process as a state machine that may invoke the steps it uses and nothing else. */
export class DepartmentProcess extends Construct {
  constructor(scope: Construct, id: string, { settings, department, process }: DepartmentProcessProps) {
    super(scope, id);
    const definition = JSON.stringify(process.definition);
    const name = nameOf(settings, department.id, process.name);
    const steps = Object.fromEntries(
      stepsOf(process, definition).map((step) => [step, functionArn(this, settings, STEPS[step].name)]),
    );

    const machine = new StateMachine(this, 'Resource', {
      stateMachineName: name,
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: steps,
      logs: {
        destination: new LogGroup(this, 'Logs', {
          // Under this prefix Step Functions needs no entry of its own in the account's log policy, which holds ten:
          // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
          logGroupName: `/aws/vendedlogs/states/${name}`,
          retention: RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ERROR,
        // What people wrote stays in the case.
        includeExecutionData: false,
      },
    });
    if (Object.keys(steps).length > 0) {
      machine.addToRolePolicy(
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: Object.values(steps) }),
      );
    }

    const period = Duration.minutes(5);
    const failed = new DeskAlarm(this, 'Failed', {
      settings,
      metric: new MathExpression({
        // Time that ran out is counted apart from failures; a metric nothing was written to says nothing at all.
        expression: 'FILL(failed, 0) + FILL(timedOut, 0)',
        label: 'executions that did not reach an end',
        usingMetrics: {
          failed: machine.metricFailed({ period, statistic: 'Sum' }),
          timedOut: machine.metricTimedOut({ period, statistic: 'Sum' }),
        },
        period,
      }),
      impact: `A case of ${department.name} stopped in the middle of its process '${process.name}'.`,
      runbook: 'process-failed',
    });
    new Live(this, 'Live', { settings, machine, version: process.version, watches: failed });
  }
}
