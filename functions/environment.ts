/** Every variable a function of the desk may be given. The constructs set them by these names and no others. */
export type Variable =
  | 'STAGE'
  | 'FRONT_DOOR'
  | 'COMPANY_DOMAINS'
  | 'PUBLIC_URL'
  | 'CASES_TABLE'
  | 'MAIL_BUCKET'
  | 'INTAKE_ATTEMPTS'
  | 'BODIES_BUCKET'
  | 'INTAKE_QUEUE'
  | 'MAIL_QUEUE'
  | 'WEBHOOK_QUEUE'
  | 'CLOCKS_QUEUE'
  | 'PROCESS_QUEUE'
  | 'CHAT_QUEUE'
  | 'CHAT_POST_QUEUE'
  | 'PROCESS_ARN_PREFIX'
  | 'KEYS_SECRET'
  | 'SLACK_SECRET'
  | 'TEAMS_SECRET'
  | 'DEPARTMENT_SECRET_PREFIX'
  | 'ENDPOINT_PARAMETER_PREFIX'
  | 'WEBHOOK_RETRY_SECONDS'
  | 'FILES_UNSCANNED';

/** The only reader of `process.env`: a missing variable fails at the first call, named, not somewhere later. */
export function required(name: Variable): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is missing`);
  return value;
}

/** Where a service of AWS is to be asked instead of its own address, by the variables the SDKs know: on a laptop and in a rehearsal. */
export const endpointOf = (service: 'S3' | 'SQS' | 'SSM' | 'SECRETS_MANAGER'): string | undefined =>
  process.env[`AWS_ENDPOINT_URL_${service}`] || process.env.AWS_ENDPOINT_URL || undefined;

/** A variable that may be absent. */
export const optional = (name: Variable): string | undefined => process.env[name] || undefined;

/** What a command goes by where it is not told more: the stage the stacks are deployed by. */
export const usualStage = (): string | undefined => process.env.SWITCHBOARD_STAGE || undefined;

/** Leads a command's clients to other engines than AWS, by the variables that every client of AWS obeys. */
export const surroundBy = (variables: Readonly<Record<string, string>>): void => {
  Object.assign(process.env, variables);
};
