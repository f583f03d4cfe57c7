import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { departmentSecretPrefix, endpointParameterPrefix } from '../names.ts';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** Lets a function read the secrets the departments' systems sign and verify with. */
export function openDepartmentSecrets(scope: Construct, settings: Settings, reader: DeskFunction): void {
  const prefix = departmentSecretPrefix(settings);
  reader.give('DEPARTMENT_SECRET_PREFIX', prefix).allow(
    ['secretsmanager:GetSecretValue'],
    [
      Stack.of(scope).formatArn({
        service: 'secretsmanager',
        resource: 'secret',
        resourceName: `${prefix}*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
  );
}

/** Lets a function read where the departments' systems are. */
export function openEndpoints(scope: Construct, settings: Settings, reader: DeskFunction): void {
  const prefix = endpointParameterPrefix(settings);
  reader.give('ENDPOINT_PARAMETER_PREFIX', prefix).allow(
    ['ssm:GetParameter'],
    [
      Stack.of(scope).formatArn({
        service: 'ssm',
        resource: 'parameter',
        resourceName: `${prefix.slice(1)}*`,
      }),
    ],
  );
}
