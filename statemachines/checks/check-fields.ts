import { LOCATION } from '#desk/case/clocks.ts';
import { checkFields } from '#desk/case/fields/check-fields.ts';
import { type Field, LONGEST } from '#desk/case/fields/field.ts';
import { isOwnFact } from '#desk/case/own-facts.ts';
import type { DepartmentFolder } from '../words/department.ts';
import type { Check } from './check.ts';
import type { DepartmentCheck } from './check-department.ts';
import { foreignWords } from './check-words.ts';
import { graphOf } from './graph.ts';
import { payloadOf } from './read-states.ts';

/** What the desk itself keeps among a case's facts. */
const isReserved = (name: string): boolean =>
  [LOCATION, 'externalReference', 'answers'].includes(name) || isOwnFact(name);

const day = (limit: number | string | undefined) =>
  limit === undefined || limit === 'today' || /^\d{4}-\d{2}-\d{2}$/.test(String(limit));

/** What is wrong with one field by itself. */
function faultsOf({ name, label, type, min, max, options = [], pattern }: Field): string[] {
  const limits =
    type === 'date'
      ? day(min) && day(max)
      : [min, max].every((each) => each === undefined || typeof each === 'number');
  let readable = true;
  try {
    new RegExp(pattern ?? '', 'u');
  } catch {
    readable = false;
  }
  return [
    ...(/^[a-z][A-Za-z0-9]{0,39}$/.test(name) && !isReserved(name)
      ? []
      : ['its name is none a fact can have']),
    ...(/^[^:=\n]{2,80}$/.test(label) ? [] : ['its label is nothing a reply could begin a line with']),
    ...(type === 'choice' && (options.length < 2 || new Set(options).size < options.length)
      ? ['it leaves no choice']
      : []),
    ...(limits ? [] : ['its limits are not of its type']),
    ...(min !== undefined && max !== undefined && min !== 'today' && max !== 'today' && min > max
      ? ['nothing lies between its limits']
      : []),
    ...(type === 'text' && Number(max ?? 0) > LONGEST ? [`a fact has at most ${LONGEST} letters`] : []),
    // One of two alternatives that repeat can take for ever over a short text.
    ...(readable && !/[+*}]\)?[+*{]/.test(pattern ?? '') ? [] : ['its pattern is none, or might never end']),
  ];
}

/** Whether a process begins by asking for what is missing. */
const asksFirst = ({ processes }: DepartmentFolder, process: string | undefined): boolean => {
  const found = processes.find(({ name }) => name === process);
  if (found === undefined) return false;
  const { start, states, edges } = graphOf(found.definition);
  return edges.some(
    ({ from, to, condition }) =>
      from === start && condition?.includes('incomplete') && payloadOf(states.get(to)).fields === 'missing',
  );
};

/** What a service asks for can be filled in, is asked in the department's words, and before its process begins (row 18). */
export const fields: DepartmentCheck = (department) =>
  department.services.flatMap((service) => {
    const { id, fields = [], process } = service;
    const twice = (of: (field: Field) => string) =>
      fields.map(of).filter((each, at, all) => all.indexOf(each) !== at);
    const required = checkFields(fields, {}, '2026-01-01').faults.length > 0;
    return [
      ...fields.flatMap((field) => faultsOf(field).map((fault) => `'${field.label}' of '${id}': ${fault}`)),
      ...[...twice(({ name }) => name), ...twice(({ label }) => label.toLowerCase())].map(
        (each) => `'${id}' asks for '${each}' twice`,
      ),
      ...fields
        .flatMap(({ label, hint = '', options = [] }) => [label, hint, ...options])
        .flatMap((text) =>
          foreignWords(department, text).map((word) => `'${word}' is no word of the department: ${text}`),
        ),
      ...(required && !asksFirst(department, process)
        ? [`the process of '${id}' begins although something may be missing`]
        : []),
    ];
  });

/** What is confidential is shown to the department's own people only, whoever decides or does the work (A10). */
export const kept: Check = ({ department, process, questions }) => {
  const confidential = department.services
    .filter((service) => service.process === process.name)
    .flatMap(({ fields = [] }) => fields)
    .filter((field) => field.confidential)
    .map(({ name }) => name);
  return questions.flatMap(({ state, of, show }) =>
    show
      .filter((fact) => confidential.includes(fact) && !Object.hasOwn(department.groups, of))
      .map((fact) => `'${state}' shows '${fact}', which is confidential, to the ${of}`),
  );
};
