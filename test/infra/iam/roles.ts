import { settingsFor } from '#infra/settings.ts';
import { switchboard } from '#infra/switchboard.ts';
import { readAssembly, type Stack } from '#local/assembly/read-assembly.ts';
import { createResolver, type Resolver } from '#local/assembly/resolve.ts';
import type { JsonObject } from '#local/json.ts';
import { KITCHEN, LIBRARY, WITH_ALL_DOORS } from '../synthesized.ts';
import type { Statement } from './evaluate.ts';

/** Where the stacks are looked at: an account and a region nobody has. */
export const ACCOUNT = '111122223333';
const WORLD = {
  account: ACCOUNT,
  region: 'eu-west-1',
  httpOrigin: 'https://desk.test',
  queueOrigin: 'https://sqs.test',
};

/** One stack with every value resolved as CloudFormation would. */
interface Read {
  readonly stack: Stack;
  readonly resolver: Resolver;
}

const app = switchboard({
  settings: { ...settingsFor('prod'), ...WITH_ALL_DOORS },
  departments: [LIBRARY, KITCHEN],
  withoutCode: true,
});
const stacks = readAssembly(app.synth().directory);
const resolver = createResolver(stacks, WORLD);
const all: readonly Read[] = stacks.map((stack) => ({ stack, resolver }));

const short = (name: string) => name.replace(/^switchboard-prod-/, '');

function* each(type: string) {
  for (const { stack } of all)
    for (const [id, declared] of stack.resources) if (declared.type === type) yield { stack, id, declared };
}

const resolved = (stack: Stack, properties: JsonObject) => resolver.value(stack, properties) as JsonObject;

const statementsIn = (properties: JsonObject) =>
  (properties.PolicyDocument as unknown as { Statement: readonly Statement[] }).Statement;

/** The statements of every role, by `stack/logical id`. */
const byRole = new Map<string, readonly Statement[]>();
for (const { stack, declared } of each('AWS::IAM::Policy')) {
  const statements = statementsIn(resolved(stack, declared.properties));
  for (const role of declared.properties.Roles as unknown as readonly { Ref: string }[]) {
    const key = `${stack.name}/${role.Ref}`;
    byRole.set(key, [...(byRole.get(key) ?? []), ...statements]);
  }
}

/** Every statement of every role there is, with the role it belongs to. */
export const EVERYBODY = [...byRole].flatMap(([role, statements]) =>
  statements.map((statement) => ({ role, statement })),
);

/** The role of a function or process, from what its property refers to. */
function roleOf(stack: Stack, properties: JsonObject, property: string): readonly Statement[] {
  const [id] = (properties[property] as unknown as { 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'];
  return byRole.get(`${stack.name}/${id}`) ?? [];
}

/** What each function may do, by its short name. */
export const FUNCTIONS = new Map(
  [...each('AWS::Lambda::Function')].map(({ stack, id, declared: { properties } }) => [
    short(resolver.name(stack, id)),
    roleOf(stack, properties, 'Role'),
  ]),
);

/** What each process may do, by its short name. */
export const PROCESSES = new Map(
  [...each('AWS::StepFunctions::StateMachine')].map(({ stack, id, declared: { properties } }) => [
    short(resolver.name(stack, id)),
    roleOf(stack, properties, 'RoleArn'),
  ]),
);

/** The policies of queues and topics: who from outside may put something in. */
export const DOORS = [...each('AWS::SQS::QueuePolicy'), ...each('AWS::SNS::TopicPolicy')].flatMap(
  ({ stack, declared }) => statementsIn(resolved(stack, declared.properties)),
);

/** The address of a resource by where it stands in the tree, for what has no name of its own. */
export function arnAt(path: string): string {
  const [stack, id] = placeOf(path);
  // What answers its ARN by `Ref` has no attribute of that name.
  const answers = resolver.value(stack, { Ref: id });
  return String(answers).startsWith('arn:')
    ? String(answers)
    : String(resolver.value(stack, { 'Fn::GetAtt': [id, 'Arn'] }));
}

function placeOf(path: string): readonly [Stack, string] {
  for (const { stack } of all)
    for (const [id, { metadata }] of stack.resources)
      if (metadata['aws:cdk:path'] === `${stack.name}/${path}`) return [stack, id];
  throw new Error(`there is nothing at ${path}`);
}

/** An address in the account that is looked at. */
export const arn = (service: string, rest: string) => `arn:aws:${service}:${WORLD.region}:${ACCOUNT}:${rest}`;
