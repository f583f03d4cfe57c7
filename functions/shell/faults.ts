import type { Fault } from '#desk/errors.ts';

type Issue = Readonly<{ path: readonly PropertyKey[]; message: string }>;

const escaped = (key: PropertyKey) => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

/** What a schema finds wrong, as JSON pointers (RFC 6901): the whole body is the empty one, and a slash in a name is escaped. */
export const faultsOf = (issues: readonly Issue[]): Fault[] =>
  issues.map(({ path, message }) => ({ pointer: path.map((key) => `/${escaped(key)}`).join(''), message }));
