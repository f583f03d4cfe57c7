import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { looksLikeCall, readCall } from '../jsonpath/intrinsic.ts';
import { readPath } from '../jsonpath/path.ts';
import { COMPARATORS } from './comparators.ts';
import type { State } from './definition.ts';
import type { Report } from './diagnostic.ts';

const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign'] as const;
const PATHS = [
  'InputPath',
  'OutputPath',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'MaxConcurrencyPath',
] as const;

/** Checks the paths, templates and rules of a JSONPath state. */
export function checkPaths(state: State, at: string, report: Report): void {
  for (const field of TEMPLATES) checkTemplate(state[field], `${at}/${field}`, report);
  for (const field of PATHS) checkPath(state[field], `${at}/${field}`, report);
  checkReference(state.ResultPath, `${at}/ResultPath`, report);
  for (const [i, catcher] of many(state.Catch).entries()) {
    checkReference(catcher.ResultPath, `${at}/Catch[${i}]/ResultPath`, report);
    checkTemplate(catcher.Assign, `${at}/Catch[${i}]/Assign`, report);
  }
  for (const [i, rule] of many(state.Choices).entries()) {
    checkRule(rule, `${at}/Choices[${i}]`, report);
    checkTemplate(rule.Assign, `${at}/Choices[${i}]/Assign`, report);
  }
}

const many = (list: Json | undefined): JsonObject[] => (isArray(list) ? list.filter(isObject) : []);

function checkTemplate(template: Json | undefined, at: string, report: Report): void {
  if (isArray(template))
    for (const [i, item] of template.entries()) checkTemplate(item, `${at}[${i}]`, report);
  if (!isObject(template)) return;
  for (const [field, value] of Object.entries(template)) {
    const valid =
      typeof value === 'string' && (looksLikeCall(value) ? readCall(value) : readPath(value)) !== undefined;
    if (!field.endsWith('.$')) checkTemplate(value, `${at}/${field}`, report);
    else if (!valid)
      report(
        `${at}/${field}`,
        `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`,
      );
  }
}

function checkPath(path: Json | undefined, at: string, report: Report): void {
  if (path === undefined || path === null) return;
  if (typeof path !== 'string' || (!looksLikeCall(path) && !readPath(path)))
    report(at, 'Value is not a valid JSONPath');
}

function checkReference(path: Json | undefined, at: string, report: Report): void {
  if (path === undefined || path === null) return;
  if (typeof path !== 'string' || !path.startsWith('$'))
    report(at, "Value is not a Reference Path: Reference path didn't start with '$'");
  else if (!readPath(path)?.definite) report(at, 'Value is not a Reference Path');
}

function checkRule(rule: JsonObject, at: string, report: Report): void {
  for (const junction of ['And', 'Or'] as const) {
    const inner = rule[junction];
    if (inner === undefined) continue;
    if (isArray(inner) && inner.length === 0) report(`${at}/${junction}`, 'Value cannot be empty');
    for (const [i, one] of many(inner).entries()) checkRule(one, `${at}/${junction}[${i}]`, report);
    return;
  }
  if (isObject(rule.Not)) {
    checkRule(rule.Not, `${at}/Not`, report);
    return;
  }
  const { Variable: variable } = rule;
  if (variable === undefined) report(at, "The field 'Variable' is required");
  else if (typeof variable !== 'string' || !variable.startsWith('$'))
    report(`${at}/Variable`, "Value is not a Reference Path: Reference path didn't start with '$'");
  const compared = COMPARATORS.filter((field) => rule[field] !== undefined);
  const list = `of the following fields: [${COMPARATORS.join(', ')}]`;
  if (compared.length === 0) report(at, `This object should have only one ${list}`);
  if (compared.length > 1) report(at, `There should only be one ${list}`);
}
