import type { Construct } from 'constructs';
import { executionArnPrefix, LIVE, processArnPrefix } from '../names.ts';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** Lets a function start and stop the processes of this stage and answer their waiting states, and says where they are. */
export function openProcesses(scope: Construct, settings: Settings, driver: DeskFunction): void {
  const prefix = processArnPrefix(scope, settings);
  driver
    .give('PROCESS_ARN_PREFIX', prefix)
    // Never an unpublished definition: what is started is what the alias leads to.
    .allow(['states:StartExecution'], [`${prefix}*:${LIVE}`])
    .allow(['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'], [`${prefix}*`])
    .allow(['states:StopExecution'], [`${executionArnPrefix(scope, settings)}*`]);
}
