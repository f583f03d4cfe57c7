import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { inside, type State } from './definition.ts';
import type { Report } from './diagnostic.ts';
import { FIELDS, JSONATA_ONLY, JSONPATH_ONLY } from './fields.ts';
import { checkItemReader } from './item-reader.ts';
import { checkContainer, type Inherited } from './validate.ts';
import { checkExpressions } from './validate-expressions.ts';
import { checkPaths } from './validate-paths.ts';

const MOVES_ON: ReadonlySet<string> = new Set(['Task', 'Wait', 'Pass', 'Parallel', 'Map']);

/** Checks one state and what is inside it. */
export function checkState(state: JsonObject, at: string, inherited: Inherited, report: Report): void {
  const { Type: type } = state;
  const known = FIELDS[String(type)];
  if (type === undefined) {
    report(at, "The field 'Type' is required");
    return;
  }
  if (!known) {
    report(
      `${at}/Type`,
      "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
    );
    return;
  }
  const jsonata = checkLanguage(state, at, inherited.machine, report);
  checkFields(state, at, { known, jsonata }, report);
  if (MOVES_ON.has(String(type)) && (state.Next === undefined) === (state.End !== true))
    report(at, 'This object should have only one of the following fields: [Next, End]');
  checkOwn(state, String(type), at, jsonata, report);
  for (const field of ['Retry', 'Catch'])
    checkErrorLists(state[field], `${at}/${field}`, field === 'Catch', report);
  if (jsonata) checkExpressions(state as State, at, report);
  else checkPaths(state as State, at, report);
  for (const [i, container] of inside(state as State).entries()) {
    const where =
      type === 'Map' ? (state.ItemProcessor === undefined ? 'Iterator' : 'ItemProcessor') : `Branches[${i}]`;
    if (container.QueryLanguage !== undefined)
      report(`${at}/${where}`, "Field 'QueryLanguage' is not supported");
    checkContainer(container, `${at}/${where}`, inherited, report);
  }
}

function checkLanguage(state: JsonObject, at: string, machine: Json | undefined, report: Report): boolean {
  const { QueryLanguage: own } = state;
  if (own !== undefined && typeof own !== 'string')
    report(`${at}/QueryLanguage`, 'Expected value of type [STRING]');
  else if (own !== undefined && own !== 'JSONata' && own !== 'JSONPath')
    report(`${at}/QueryLanguage`, 'Value should be one of the following: [JSONPath, JSONata]');
  if (own === 'JSONPath' && machine === 'JSONata')
    report(at, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
  return (own ?? machine ?? 'JSONPath') !== 'JSONPath';
}

interface Allowed {
  readonly known: readonly string[];
  readonly jsonata: boolean;
}

function checkFields(state: JsonObject, at: string, { known, jsonata }: Allowed, report: Report): void {
  const language = jsonata ? 'JSONata' : 'JSONPath';
  const other = jsonata ? 'JSONPath' : 'JSONata';
  for (const field of Object.keys(state)) {
    if (!known.includes(field)) report(`${at}/${field}`, `Field '${field}' is not supported`);
    else if ((jsonata ? JSONPATH_ONLY : JSONATA_ONLY).has(field))
      report(
        at,
        `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
      );
  }
}

/** What a type of state cannot do without. */
function checkOwn(state: JsonObject, type: string, at: string, jsonata: boolean, report: Report): void {
  if (type === 'Task' && typeof state.Resource !== 'string') report(at, "The field 'Resource' is required");
  if (type === 'Parallel' && !(isArray(state.Branches) && state.Branches.length > 0))
    report(at, "The field 'Branches' is required");
  if (type === 'Map' && !isObject(state.ItemProcessor ?? state.Iterator))
    report(at, 'This object should have only one of the following fields: [Iterator, ItemProcessor]');
  if (type === 'Map') checkItemReader(state.ItemReader, `${at}/ItemReader`, report);
  if (type === 'Map' && state.ItemSelector !== undefined && state.Parameters !== undefined)
    report(at, 'There should only be one of the following fields: [Parameters, ItemSelector]');
  if (type === 'Wait') checkWait(state, at, jsonata, report);
  if (type === 'Choice') checkChoices(state, at, jsonata, report);
}

function checkWait(state: JsonObject, at: string, jsonata: boolean, report: Report): void {
  const timing = ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp'];
  const { Seconds: seconds, Timestamp: timestamp } = state;
  const given = timing.filter((field) => state[field] !== undefined).length;
  const list = `of the following fields: [${timing.join(', ')}]`;
  if (given === 0) report(at, `This object should have only one ${list}`);
  if (given > 1) report(at, `There should only be one ${list}`);
  if (typeof seconds === 'number' && seconds < 0) report(`${at}/Seconds`, 'Minimum value is 0');
  if (typeof seconds === 'number' && seconds > 99_999_999)
    report(`${at}/Seconds`, 'Maximum value is 99999999');
  if (typeof seconds === 'number' ? !Number.isInteger(seconds) : seconds !== undefined && !jsonata)
    report(`${at}/Seconds`, 'Expected value of type Integer');
  const readable =
    typeof timestamp === 'string' && (timestamp.startsWith('{%') || !Number.isNaN(Date.parse(timestamp)));
  if (timestamp !== undefined && !readable)
    report(`${at}/Timestamp`, 'String does not match RFC3339 timestamp');
}

function checkChoices(state: JsonObject, at: string, jsonata: boolean, report: Report): void {
  const { Choices: choices } = state;
  if (!isArray(choices)) {
    report(at, "The field 'Choices' is required");
    return;
  }
  if (choices.length === 0) report(`${at}/Choices`, 'Value cannot be empty');
  for (const [i, rule] of choices.entries()) {
    if (!isObject(rule)) report(`${at}/Choices[${i}]`, 'Expected value of type Object');
    else if (typeof rule.Next !== 'string') report(`${at}/Choices[${i}]`, "The field 'Next' is required");
    else if (jsonata && rule.Condition === undefined)
      report(`${at}/Choices[${i}]`, "The field 'Condition' is required");
  }
}

function checkErrorLists(field: Json | undefined, at: string, catches: boolean, report: Report): void {
  if (field === undefined) return;
  if (!isArray(field)) {
    report(at, 'Expected value of type Array');
    return;
  }
  for (const [i, entry] of field.entries()) {
    const names = isObject(entry) ? entry.ErrorEquals : undefined;
    if (!isObject(entry) || !isArray(names)) {
      report(`${at}[${i}]`, "The field 'ErrorEquals' is required");
      continue;
    }
    if (names.length === 0) report(`${at}[${i}]/ErrorEquals`, 'Value cannot be empty');
    if (names.includes('States.ALL') && (names.length > 1 || i < field.length - 1))
      report(`${at}[${i}]/ErrorEquals`, 'States.ALL must appear alone and at end of list');
    if (catches && typeof entry.Next !== 'string') report(`${at}[${i}]`, "The field 'Next' is required");
  }
}
