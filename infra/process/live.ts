import { CfnDeletionPolicy } from 'aws-cdk-lib';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  type StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { LIVE } from '../names.ts';
import type { DeskAlarm } from '../parts/desk-alarm.ts';
import type { Settings } from '../settings.ts';

/** What the live version of a process must be told. */
export interface LiveProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** The process. */
  readonly machine: StateMachine;
  /** What its definition is called: a hash of what it says. */
  readonly version: string;
  /** The alarm that, while a new version is tried, leads every new case back to the old one. */
  readonly watches: DeskAlarm;
}

/**
 * The version new cases are started on. A changed definition is published as a version of its own; a few cases try it
 * first, and all others follow if no alarm rings. A case that runs stays on its version to the end.
 */
export class Live extends Construct {
  constructor(scope: Construct, id: string, { settings, machine, version, watches }: LiveProps) {
    super(scope, id);
    const published = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: machine.stateMachineArn,
      // Another revision is another version: CloudFormation publishes it and leaves the one before.
      stateMachineRevisionId: machine.stateMachineRevisionId,
      description: version,
    });
    // What was live stays, so that going back is one call and waits for no deployment. It goes with its process.
    published.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
    published.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;

    const { canary } = settings;
    const stateMachineVersionArn = published.attrArn;
    new CfnStateMachineAlias(this, 'Resource', {
      name: LIVE,
      description: 'What new cases are started on.',
      ...(canary === undefined
        ? { routingConfiguration: [{ stateMachineVersionArn, weight: 100 }] }
        : {
            deploymentPreference: {
              type: 'CANARY',
              percentage: canary.percent,
              interval: canary.minutes,
              alarms: [watches.name],
              stateMachineVersionArn,
            },
          }),
    });
  }
}
