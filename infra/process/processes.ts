import type { Construct } from 'constructs';
import { executionArnPrefix, processArnPrefix } from '../names.ts';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** Lets a function start and stop the processes of this stage and answer their waiting states, and says where they are. */
export function openProcesses(scope: Construct, settings: Settings, driver: DeskFunction): void {
  const prefix = processArnPrefix(scope, settings);
  driver
    .give('PROCESS_ARN_PREFIX', prefix)
    .allow(
      [
        'states:StartExecution',
        'states:SendTaskSuccess',
        'states:SendTaskFailure',
        'states:SendTaskHeartbeat',
      ],
      [`${prefix}*`],
    )
    .allow(['states:StopExecution'], [`${executionArnPrefix(scope, settings)}*`]);
}
