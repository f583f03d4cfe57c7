/** Every variable a function of the desk may be given. The constructs set them by these names and no others. */
export type Variable =
  | 'STAGE'
  | 'FRONT_DOOR'
  | 'COMPANY_DOMAINS'
  | 'PUBLIC_URL'
  | 'CASES_TABLE'
  | 'MAIL_BUCKET'
  | 'BODIES_BUCKET'
  | 'MAIL_QUEUE'
  | 'WEBHOOK_QUEUE'
  | 'CLOCKS_QUEUE'
  | 'PROCESS_QUEUE'
  | 'PROCESS_ARN_PREFIX'
  | 'KEYS_SECRET'
  | 'DEPARTMENT_SECRET_PREFIX'
  | 'ENDPOINT_PARAMETER_PREFIX'
  | 'WEBHOOK_RETRY_SECONDS';

/** The only reader of `process.env`: a missing variable fails at the first call, named, not somewhere later. */
export function required(name: Variable): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is missing`);
  return value;
}

/** Where a service of AWS is to be asked instead of its own address, by the variables the SDKs know: on a laptop and in a rehearsal. */
export const endpointOf = (service: 'S3'): string | undefined =>
  process.env[`AWS_ENDPOINT_URL_${service}`] || process.env.AWS_ENDPOINT_URL || undefined;

/** A variable that may be absent. */
export const optional = (name: Variable): string | undefined => process.env[name] || undefined;

/** The stage a command is for: the variable that also names it when the stacks are deployed. */
export function stageOfCommand(): string {
  const stage = process.env.SWITCHBOARD_STAGE;
  if (stage === undefined || !/^[a-z]+$/.test(stage))
    throw new Error('set SWITCHBOARD_STAGE to the stage that is meant: local, dev or prod');
  return stage;
}
