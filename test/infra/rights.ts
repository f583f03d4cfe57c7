import { type Resource, resources, type Stack, short } from './synthesized.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

const statementsOf = ({ Properties }: Resource): readonly Statement[] =>
  (Properties.PolicyDocument as { Statement: readonly Statement[] }).Statement;

/** Who may do what: for every role of a stack, its rights as `action resource`. */
export function rightsOf(stack: Stack): Map<string, string[]> {
  const rights = new Map<string, string[]>();
  for (const [, policy] of resources([stack], 'AWS::IAM::Policy')) {
    const lines = statementsOf(policy).flatMap(({ Effect, Action, Resource }) =>
      list(Action).flatMap((action) =>
        list(Resource).map((each) => `${Effect === 'Allow' ? '' : 'DENY '}${action} ${short(stack, each)}`),
      ),
    );
    for (const role of policy.Properties.Roles as readonly unknown[]) {
      const id = short(stack, role);
      rights.set(id, [...(rights.get(id) ?? []), ...lines].sort());
    }
  }
  return rights;
}

/** The rights of each function, by its short name. */
export function rightsOfFunctions(stack: Stack): Map<string, string[]> {
  const byRole = rightsOf(stack);
  return new Map(
    resources([stack], 'AWS::Lambda::Function').map(([, { Properties }]) => [
      short(stack, Properties.FunctionName),
      byRole.get(short(stack, Properties.Role)) ?? [],
    ]),
  );
}
