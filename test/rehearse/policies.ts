import { ofType, type Resource, type Template } from './template.ts';

type Statement = Readonly<{
  Action?: string | readonly string[];
  Resource?: unknown;
  Condition?: Readonly<{ Bool?: Readonly<Record<string, unknown>> }>;
}>;

const TRANSPORT = 'aws:SecureTransport';

const statementsOf = ({ Properties }: Resource) => {
  const { Statement = [] } = Object(Properties?.PolicyDocument) as { Statement?: readonly Statement[] };
  return Statement;
};

const withStatements = (resource: Resource, Statement: readonly Statement[]): Resource => {
  const PolicyDocument = { ...Object(resource.Properties?.PolicyDocument), Statement };
  return { ...resource, Properties: { ...resource.Properties, PolicyDocument } };
};

/** Whether a statement refuses plain HTTP. */
const refusesHttp = ({ Condition }: Statement) => Condition?.Bool?.[TRANSPORT] !== undefined;

/** Whether a policy of a bucket, queue or topic refuses plain HTTP. */
export const refusesPlainHttp = (resource: Resource): boolean => statementsOf(resource).some(refusesHttp);

/** A policy without the statements that refuse plain HTTP; none if they were all. */
export function takingPlainHttp(resource: Resource): Resource | undefined {
  const left = statementsOf(resource).filter((statement) => !refusesHttp(statement));
  return left.length === 0 ? undefined : withStatements(resource, left);
}

/** Rights the emulator asks for on all resources, whatever the request is about. */
const ON_ALL = /^(ses:Send|states:SendTask)/;

const isSecret = (value: unknown, template: Template) => {
  const { Ref } = Object(value) as { Ref?: string };
  return ofType(template, 'AWS::SecretsManager::Secret').some(([id]) => id === Ref);
};

/** A statement in the emulator's words: batches have a right of their own, and a secret's address is its attribute. */
function reworded(statement: Statement, template: Template): readonly Statement[] {
  const actions = [statement.Action ?? []].flat();
  const more = actions.includes('sqs:SendMessage') ? ['sqs:SendMessageBatch'] : [];
  const address = (value: unknown) =>
    isSecret(value, template) ? { 'Fn::GetAtt': [Object(value).Ref, 'Id'] } : value;
  const scoped = [...actions.filter((action) => !ON_ALL.test(action)), ...more];
  const onAll = actions.filter((action) => ON_ALL.test(action));
  return [
    { ...statement, Action: scoped, Resource: [statement.Resource].flat().map(address) },
    { ...statement, Action: onAll, Resource: '*' },
  ].filter(({ Action }) => Action.length > 0);
}

/** The same rights of a role, so that the emulator grants what AWS would. */
export const asTheEmulatorReads = (resource: Resource, template: Template): Resource =>
  withStatements(
    resource,
    statementsOf(resource).flatMap((statement) => reworded(statement, template)),
  );

/** Whether the emulator reads a right of a role otherwise than AWS does. */
export const isReadOtherwise = (resource: Resource, template: Template): boolean =>
  statementsOf(resource).some(({ Action = [], Resource }) => {
    const actions = [Action].flat();
    const named = actions.includes('sqs:SendMessage') || actions.some((action) => ON_ALL.test(action));
    return named || [Resource].flat().some((each) => isSecret(each, template));
  });
