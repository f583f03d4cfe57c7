import type { System } from '#desk/delivery/wire.ts';
import { required } from '../environment.ts';
import { once } from '../once.ts';
import { askedInJson } from './asked-in-json.ts';
import { table } from './the-table.ts';
import { secretsOf } from './webhook-secrets.ts';

type Found = Readonly<{ Parameter?: Readonly<{ Value?: string }> }>;

const ask = once(() => askedInJson(table().db, 'ssm'));

/** A department's system as its parameter and secret say now; changing them needs no deployment (W16). */
export async function systemOf(department: string): Promise<System> {
  const Name = `${required('ENDPOINT_PARAMETER_PREFIX')}${department}/endpoint`;
  const { Parameter } = await ask()<Found>('GetParameter', { Name });
  const { url = '', network = 'public' } = JSON.parse(Parameter?.Value ?? '{}') as Partial<System>;
  return { url, network, secrets: await secretsOf(department) };
}
