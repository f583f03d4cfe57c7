import { afterEach, describe, expect, test } from 'vitest';
import { readDeployment } from '#local/assembly/read-deployment.ts';
import { openKeep } from '#local/doors/keep.ts';
import { openState } from '#local/state.ts';
import { deleteFolder, newFolder } from './spawn-desk.ts';

const world = {
  account: '000000000000',
  region: 'us-east-1',
  httpOrigin: 'http://h',
  queueOrigin: 'http://q',
};
const KEYS = 'switchboard/local/keys';
const ENDPOINT = '/switchboard/local/departments/hr/endpoint';
const deployment = {
  ...readDeployment([], world),
  secrets: [{ name: KEYS, arn: 'arn:keys', value: undefined, generate: { PasswordLength: 64 } }],
  parameters: [{ name: ENDPOINT, type: 'String', value: '{}' }],
};

const folder = newFolder();
afterEach(() => deleteFolder(folder));

describe('secrets and parameters of this machine', () => {
  test('are made once, and stay what they were set to after a restart', () => {
    const before = openState(folder);
    const first = openKeep(deployment, before, []);
    expect(first.secret(KEYS)?.value).toHaveLength(64);
    first.setSecret(KEYS, 'old\nnew');
    first.setParameter(ENDPOINT, '{"url":"https://hr.corp.example"}');
    before.close();

    const after = openState(folder);
    const second = openKeep(deployment, after, []);
    expect(second.secret('arn:keys')?.value).toBe('old\nnew');
    expect(second.parameter(ENDPOINT)).toMatchObject({
      type: 'String',
      value: '{"url":"https://hr.corp.example"}',
    });
    after.close();
  });
});
