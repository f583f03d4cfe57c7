import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { System } from '#desk/delivery/send-webhook.ts';
import { once, secret } from '../desk.ts';
import { required } from '../environment.ts';

const ssm = once(() => new SSMClient({}));

/** The active webhook secrets of a department: one a line, the newest first; all sign and all verify (W1, W16). */
export async function secretsOf(department: string): Promise<readonly string[]> {
  const text = await secret()(`${required('DEPARTMENT_SECRET_PREFIX')}${department}/webhook`);
  return text.split('\n').filter((line) => line !== '');
}

/** A department's system as its parameter and secret say now; changing them needs no deployment (W16). */
export async function systemOf(department: string): Promise<System> {
  const Name = `${required('ENDPOINT_PARAMETER_PREFIX')}${department}/endpoint`;
  const { Parameter } = await ssm().send(new GetParameterCommand({ Name }));
  const { url = '', network = 'public' } = JSON.parse(Parameter?.Value ?? '{}') as Partial<System>;
  return { url, network, secrets: await secretsOf(department) };
}
