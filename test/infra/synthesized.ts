import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import type { Department } from '#infra/department-stack.ts';
import { CHAT_APPS, type Settings, settingsFor } from '#infra/settings.ts';
import { switchboard } from '#infra/switchboard.ts';

/** What CloudFormation is told of one resource. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** The part of a template that tests look at. */
export interface Stack {
  readonly name: string;
  readonly template: {
    readonly Resources: Readonly<Record<string, Resource>>;
    readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
  };
}

const task = (step: string) => ({
  Comment: `runs ${step}`,
  QueryLanguage: 'JSONata' as const,
  StartAt: 'Do it',
  States: { 'Do it': { Type: 'Task' as const, Resource: `\${${step}}`, End: true as const } },
});

/** Two small departments, so that no test of the pipes depends on what real ones do. */
export const LIBRARY: Department = {
  id: 'library',
  name: 'the library',
  hasSystem: true,
  processes: [
    { name: 'lend-a-book', version: '1', definition: task('ask') },
    { name: 'find-a-book', version: '1', definition: task('tellRequester') },
  ],
};
export const KITCHEN: Department = {
  id: 'kitchen',
  name: 'the kitchen',
  hasSystem: false,
  processes: [{ name: 'order', version: '1', definition: task('resolveCase') }],
};

/** An Amazon Connect instance nobody has. */
export const CONNECT = 'arn:aws:connect:eu-west-1:111122223333:instance/11111111-2222-3333-4444-555555555555';

/** Everything that can be deployed: with the doors, and the scanner, that a stage has to ask for. */
export const WITH_ALL_DOORS: Partial<Settings> = { chat: CHAT_APPS, phone: CONNECT, scansFiles: 'guardduty' };

/** The stacks of a stage, without code. */
export function synthesized(
  stage: string,
  departments: readonly Department[] = [LIBRARY, KITCHEN],
  more: Partial<Settings> = {},
): Stack[] {
  const settings = { ...settingsFor(stage), ...more };
  const assembly = switchboard({ settings, departments, withoutCode: true }).synth();
  return assembly.stacks.map(({ stackName, template }: CloudFormationStackArtifact) => ({
    name: stackName,
    template,
  }));
}

/** Every resource of these types, by a name that is unique in the stage. */
export function resources(stacks: readonly Stack[], ...types: readonly string[]): [string, Resource][] {
  return stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => types.length === 0 || types.includes(Type))
      .map(([id, resource]): [string, Resource] => [`${name}/${id}`, resource]),
  );
}

const NAMES = [
  'TableName',
  'QueueName',
  'FunctionName',
  'StateMachineName',
  'TopicName',
  'LogGroupName',
  'Name',
];

/** What a resource is called: its own name, or where it stands in the tree. */
export function called(stack: Stack, id: string): string {
  const { Properties = {}, Metadata } = stack.template.Resources[id] ?? {};
  const name = NAMES.map((each) => Properties[each]).find((each) => typeof each === 'string');
  const path = Metadata?.['aws:cdk:path'] ?? id;
  return name ?? path.replace(`${stack.name}/`, '').replace(/(\/Resource)+$/, '');
}

/** A value of a template as a person would write it: names instead of references, no account and no region. */
export function said(stack: Stack, value: unknown): string {
  if (typeof value === 'string') return value;
  const [[word = '', argument] = []] = Object.entries(value ?? {});
  if (word === 'Ref') {
    return String(argument).startsWith('AWS::') ? 'here' : called(stack, String(argument));
  }
  if (word === 'Fn::GetAtt' && Array.isArray(argument)) {
    const attribute = argument[1] === 'Arn' ? '' : `.${argument[1]}`;
    return `${called(stack, String(argument[0]))}${attribute}`;
  }
  if (word === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    return argument[1].map((part) => said(stack, part)).join(String(argument[0]));
  }
  return JSON.stringify(value);
}

/** The same without what every name of the stage begins with. */
export const short = (stack: Stack, value: unknown) =>
  said(stack, value)
    .replace(/^arn:here:[a-z0-9]+:(here)?:(here)?:/, '')
    .replace(/switchboard-(local|dev|prod)-/g, '');
