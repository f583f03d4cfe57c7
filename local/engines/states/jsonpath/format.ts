import type { Json } from '../json.ts';

/** A template with a value for each `{}`; undefined when there are more or fewer values than places. */
export function format(template: string, values: readonly Json[]): string | undefined {
  let filled = '';
  let used = 0;
  for (let i = 0; i < template.length; i++) {
    const [c, next] = [template[i] ?? '', template[i + 1]];
    if (c === '\\' && next !== undefined && '{}\\'.includes(next)) {
      filled += next;
      i += 1;
    } else if (c === '{') {
      if (next !== '}') throw new Error("Invalid template in States.Format: matching '}' not found for '{'.");
      const value = values[used++];
      if (value === undefined) return undefined;
      filled += typeof value === 'string' ? value : JSON.stringify(value);
      i += 1;
    } else if (c === '}')
      throw new Error("Invalid template in States.Format: matching '{' not found for '}'.");
    else filled += c;
  }
  return used === values.length ? filled : undefined;
}
