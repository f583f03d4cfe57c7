/** The ARNs of machines, their versions and aliases, and executions. */
export function arnsOf(region: string, account: string) {
  const prefix = `arn:aws:states:${region}:${account}`;
  return {
    machine: (name: string) => `${prefix}:stateMachine:${name}`,
    execution: (machine: string, name: string) => `${prefix}:execution:${machine}:${name}`,
  };
}

/** The machine's own ARN in that of a version or an alias, and what follows it. */
export function qualified(arn: string): { machine: string; qualifier: string | undefined } {
  const parts = arn.split(':');
  return { machine: parts.slice(0, 7).join(':'), qualifier: parts[7] };
}

const MACHINE = /^arn:[^:]+:states:[^:]*:\d{12}:stateMachine:[^:]+(:[^:]+)?$/;
const EXECUTION = /^arn:[^:]+:states:[^:]*:\d{12}:(execution|express):[^:]+:[^:]+$/;

/** Whether a text has the form of a machine's ARN, qualified or not. */
export const isMachineArn = (arn: string) => MACHINE.test(arn);

/** Whether a text has the form of an execution's ARN. */
export const isExecutionArn = (arn: string) => EXECUTION.test(arn);
