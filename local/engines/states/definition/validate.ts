import { isObject, type Json, type JsonObject } from '../json.ts';
import { complaintAbout } from '../jsonpath/json-complaint.ts';
import { type Diagnostic, newReport, type Report } from './diagnostic.ts';
import { checkState } from './validate-state.ts';

/** What is wrong with a definition's text; nothing when it can run. */
export function diagnose(text: string): readonly Diagnostic[] {
  let definition: unknown;
  try {
    definition = JSON.parse(text);
  } catch {
    if (text.trim() === '') return [notAnObject];
    const { message, column } = complaintAbout(text);
    const location = `[Source: (String)"${text.slice(0, 500)}"; line: 1, column: ${column}]`;
    return [
      {
        severity: 'ERROR',
        code: 'INVALID_JSON_DESCRIPTION',
        message: `${message}\n at ${location}`,
        location,
      },
    ];
  }
  if (!isObject(definition)) return [notAnObject];
  const { report, found } = newReport();
  checkMachine(definition, report);
  return found;
}

const notAnObject: Diagnostic = {
  severity: 'ERROR',
  code: 'SCHEMA_VALIDATION_FAILED',
  message: 'Definition must be a valid JSON object',
};

const MACHINE_FIELDS = new Set([
  'Comment',
  'QueryLanguage',
  'StartAt',
  'States',
  'TimeoutSeconds',
  'Version',
]);

function checkMachine(definition: JsonObject, report: Report): void {
  const { QueryLanguage: language, TimeoutSeconds: timeout } = definition;
  for (const field of Object.keys(definition))
    if (!MACHINE_FIELDS.has(field)) report(`/${field}`, `Field '${field}' is not supported`);
  if (language !== undefined && language !== 'JSONata' && language !== 'JSONPath')
    report('/QueryLanguage', 'Value should be one of the following: [JSONPath, JSONata]');
  if (timeout !== undefined && !(Number.isInteger(timeout) && Number(timeout) > 0))
    report('/TimeoutSeconds', 'Expected value of type Integer');
  checkContainer(definition, '', { machine: language, names: new Set(), outer: new Set() }, report);
}

/** What the states of a container inherit: the machine's language, the names taken, and the variables around them. */
export interface Inherited {
  readonly machine: Json | undefined;
  readonly names: Set<string>;
  readonly outer: ReadonlySet<string>;
}

/** Checks the machine itself, a branch, or the processor of a Map. */
export function checkContainer(
  container: JsonObject,
  at: string,
  inherited: Inherited,
  report: Report,
): void {
  const { StartAt: start, States: states } = container;
  const missing = ['States', 'StartAt'].filter((field) => container[field] === undefined);
  if (missing.length > 0) report(at === '' ? '/' : at, `These fields are required: [${missing.join(', ')}]`);
  if (!isObject(states)) return;
  if (Object.keys(states).length === 0) report(`${at}/States`, 'Value cannot be empty');
  const assigned = new Set<string>();
  for (const [name, state] of Object.entries(states)) {
    if (name.length > 80) report(`${at}/States/${name}`, 'State name should be at most 80 characters');
    if (inherited.names.has(name))
      report(`${at}/States/${name}`, `Duplicate state name: ${name}`, 'DUPLICATE_STATE_NAME');
    inherited.names.add(name);
    if (isObject(state)) for (const variable of assignedBy(state)) assigned.add(variable);
  }
  for (const variable of assigned)
    if (inherited.outer.has(variable))
      report(`${at}/States`, `The variable name '${variable}' was already defined in a parent scope.`);
  const inner = { ...inherited, outer: new Set([...inherited.outer, ...assigned]) };
  for (const [name, state] of Object.entries(states))
    if (isObject(state)) checkState(state, `${at}/States/${name}`, inner, report);
    else report(`${at}/States/${name}`, 'Expected value of type Object');
  if (start !== undefined) checkFlow(String(start), states, at, report);
}

function assignedBy(state: JsonObject): string[] {
  const from = (holder: Json | undefined) =>
    isObject(holder) && isObject(holder.Assign)
      ? Object.keys(holder.Assign).map((name) => name.replace(/\.\$$/, ''))
      : [];
  const lists = [state.Choices, state.Catch].flatMap((list) => (Array.isArray(list) ? (list as Json[]) : []));
  return [...from(state), ...lists.flatMap(from)];
}

/** Where a state may go on to. */
function targets(state: JsonObject): string[] {
  const lists = [state.Choices, state.Catch].flatMap((list) => (Array.isArray(list) ? (list as Json[]) : []));
  const all = [
    state.Next,
    state.Default,
    ...lists.map((entry) => (isObject(entry) ? entry.Next : undefined)),
  ];
  return all.filter((target) => typeof target === 'string');
}

function checkFlow(start: string, states: JsonObject, at: string, report: Report): void {
  const missing = (target: string, where: string) =>
    report(where, `Missing 'Next' target: ${target}`, 'MISSING_TRANSITION_TARGET');
  if (!isObject(states[start])) missing(start, `${at}/StartAt`);
  for (const [name, state] of Object.entries(states))
    for (const target of isObject(state) ? targets(state) : [])
      if (!isObject(states[target])) missing(target, `${at}/States/${name}/Next`);
  const reached = reachable(start, states);
  for (const name of Object.keys(states))
    if (!reached.has(name))
      report(`${at}/States/${name}`, `State "${name}" is not reachable.`, 'MISSING_TRANSITION_TARGET');
  const ends = Object.values(states).some(
    (state) =>
      isObject(state) &&
      (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail') &&
      state.Type !== undefined,
  );
  if (!ends) report(at === '' ? '/' : at, 'Workflow has no terminal state', 'MISSING_END_STATE');
}

function reachable(start: string, states: JsonObject): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states[name];
    if (reached.has(name) || !isObject(state)) continue;
    reached.add(name);
    open.push(...targets(state));
  }
  return reached;
}
