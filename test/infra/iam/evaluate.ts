/** One statement of a policy, its values resolved to texts. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What somebody wants to do, and under which circumstances. */
export interface Wish {
  readonly action: string;
  readonly resource: string;
  /** Who asks, for the policy of a resource; the policy of a role is its role's own. */
  readonly principal?: string;
  /** Condition keys in lower case. */
  readonly context?: Readonly<Record<string, string>>;
}

export const list = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? value : [value as T];

/** Whether a text fits a pattern in which `*` is anything and `?` one character. */
export function fits(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}

/** The operators our policies use; another one is no match and no mismatch but a test that must be taught. */
const OPERATORS: Readonly<Record<string, (wanted: string, found: string) => boolean>> = {
  StringEquals: (wanted, found) => wanted === found,
  ArnEquals: fits,
  ArnLike: fits,
  Bool: (wanted, found) => wanted === found,
};

/** Every key of every operator must hold; of several values one suffices. A key that is absent does not match. */
function holds({ Condition = {} }: Statement, context: Readonly<Record<string, string>>): boolean {
  return Object.entries(Condition).every(([operator, keys]) => {
    const compare = OPERATORS[operator];
    if (compare === undefined) throw new Error(`the condition operator ${operator} is not known here`);
    return Object.entries(keys).every(([key, wanted]) => {
      const found = context[key.toLowerCase()];
      return found !== undefined && list(wanted).some((one) => compare(one, found));
    });
  });
}

function isMeant({ Principal }: Statement, principal: string | undefined): boolean {
  if (Principal === undefined || Principal === '*') return true;
  const named = Object.values(Principal).flatMap((names) => [...list(names)]);
  return named.some((name) => name === '*' || name === principal);
}

const KNOWN = ['Effect', 'Action', 'Resource', 'Principal', 'Condition', 'Sid'];

/**
 * Whether a policy allows a wish, as IAM evaluates it: what is denied stays denied, what nothing allows is denied
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html). Actions are compared
 * without regard to case, resources with it.
 */
export function allows(statements: readonly Statement[], wish: Wish): boolean {
  const { action, resource, principal, context = {} } = wish;
  const meant = statements.filter((statement) => {
    const strange = Object.keys(statement).find((key) => !KNOWN.includes(key));
    if (strange !== undefined) throw new Error(`a statement with ${strange} is not understood here`);
    return (
      list(statement.Action).some((each) => fits(each.toLowerCase(), action.toLowerCase())) &&
      list(statement.Resource).some((each) => fits(each, resource)) &&
      isMeant(statement, principal) &&
      holds(statement, context)
    );
  });
  return meant.length > 0 && meant.every(({ Effect }) => Effect === 'Allow');
}
