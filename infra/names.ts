import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/*
 * Stacks find each other by these names instead of by exports: an exported value cannot change while another stack
 * imports it, and a department's template must not change because another department's folder did.
 */

/** What the name of everything a desk deploys begins with. */
export const prefixOf = ({ stage }: Settings) => `switchboard-${stage}`;

/** The name of one deployed thing. */
export const nameOf = (settings: Settings, ...words: readonly string[]) =>
  [prefixOf(settings), ...words].join('-');

/** The mail domain of the front door: what SES takes mail for, and the identity it sends from. */
export const mailDomainOf = ({ frontDoor }: Settings) => frontDoor.slice(frontDoor.indexOf('@') + 1);

/** The address of a function of the desk, whichever stack it is in. */
export const functionArn = (scope: Construct, settings: Settings, name: string) =>
  Stack.of(scope).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: nameOf(settings, name),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** The address of something SES knows by its name. */
export const sesArn = (scope: Construct, resource: 'identity' | 'configuration-set', resourceName: string) =>
  Stack.of(scope).formatArn({ service: 'ses', resource, resourceName });

const statesArnPrefix = (scope: Construct, settings: Settings, resource: 'stateMachine' | 'execution') =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource,
    resourceName: nameOf(settings, ''),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** The alias cases are started by; the functions know it by the same word. */
export const LIVE = 'live';

/** What the address of every process begins with; department and process name follow. */
export const processArnPrefix = (scope: Construct, settings: Settings) =>
  statesArnPrefix(scope, settings, 'stateMachine');

/** What the address of every execution of a process begins with. */
export const executionArnPrefix = (scope: Construct, settings: Settings) =>
  statesArnPrefix(scope, settings, 'execution');

/** The address of the topic every alarm of a stage is told to. */
export const alarmTopicArn = (scope: Construct, settings: Settings) =>
  Stack.of(scope).formatArn({ service: 'sns', resource: nameOf(settings, 'alarms') });

/** The secret that signs links and reply addresses. */
export const keysSecretName = ({ stage }: Settings) => `switchboard/${stage}/keys`;

/** What a program people chat in gave us for our app. */
export const chatSecretName = ({ stage }: Settings, app: string) => `switchboard/${stage}/chat/${app}`;

/** What the names of the departments' secrets begin with; `<department>/webhook` follows. */
export const departmentSecretPrefix = ({ stage }: Settings) => `switchboard/${stage}/departments/`;

/** What the names of the departments' endpoint parameters begin with; `<department>/endpoint` follows. */
export const endpointParameterPrefix = ({ stage }: Settings) => `/switchboard/${stage}/departments/`;
