import type { DepartmentFolder } from '../words/department.ts';
import type { Check } from './check.ts';
import { payloadOf, roleOf, stepOf } from './read-states.ts';

/** Words of our trade that nobody outside it has to know. */
const TRADE =
  /\b(SLAs?|tickets?|tasks?|webhooks?|callbacks?|executions?|state machines?|queues?|escalat\w*)\b/gi;

/** What the desk calls matters of different kinds, where people might read it; a department may say otherwise (row 16). */
const KINDS = ['incident', 'request', 'question', 'emergency', 'initiative'];

/** The words in a text that are not the department's: our trade's, and kinds it calls otherwise. */
export function foreignWords({ words }: Pick<DepartmentFolder, 'words'>, text: string): readonly string[] {
  const own = Object.values(words.kinds).join(' ').toLowerCase();
  const kinds = KINDS.filter((kind) => !own.includes(kind)).filter((kind) =>
    new RegExp(`\\b${kind}`, 'i').test(text),
  );
  return [...(text.match(TRADE) ?? []), ...kinds];
}

/** Everything people read of a process is in the department's words. */
export const vocabulary: Check = ({ department, graph, questions, children, sayings, process }) =>
  [
    process.definition.Comment,
    ...graph.states.keys(),
    ...questions.flatMap(({ question, fields }) => [question, ...fields.map(({ label }) => label)]),
    ...children.map(({ subject }) => subject),
    ...sayings.flatMap(({ text = '' }) => text),
  ].flatMap((text) =>
    foreignWords(department, text).map((word) => `'${word}' is no word of the department: ${text}`),
  );

/** Every state says who acts in it, and every person how. */
export const roles: Check = ({ graph, questions }) => [
  ...[...graph.states]
    .filter(([, state]) => roleOf(state).role === '')
    .map(([name]) => `nobody acts in '${name}'`),
  ...questions
    .filter(({ state, of }) => of !== 'system' && roleOf(graph.states.get(state)).procedure === '')
    .map(({ state }) => `'${state}' has no procedure`),
];

/** The same people go by the same name wherever they are asked. */
export const oneName: Check = ({ graph, questions }) => {
  const names = new Map<string, string>();
  return questions.flatMap(({ state, of }) => {
    if (of === 'approval') return [];
    const { role } = roleOf(graph.states.get(state));
    const first = names.get(of) ?? role;
    names.set(of, first);
    return first === role ? [] : [`'${state}' calls ${of} '${role}', elsewhere it is '${first}'`];
  });
};

/** Where a case stands, and how it ended, is a word of the department. */
export const stages: Check = ({ department, questions, sayings, graph }) =>
  [
    ...questions.map(({ state, stage }) => ({ state, stage })),
    ...[...graph.states].flatMap(([state, saying]) => {
      const { stage } = stepOf(saying) === 'tellRequester' ? payloadOf(saying) : {};
      return stage === undefined ? [] : [{ state, stage: String(stage) }];
    }),
    ...[...graph.states].flatMap(([state, saying]) => {
      const { stage } = stepOf(saying) === 'tellRequester' ? payloadOf(saying) : {};
      return stage === undefined ? [] : [{ state, stage: String(stage) }];
    }),
    ...sayings
      .filter(({ state }) => stepOf(graph.states.get(state)) === 'resolveCase')
      .map(({ state, outcome }) => ({ state, stage: outcome ?? '' })),
  ]
    .filter(({ stage }) => stage !== undefined && !Object.hasOwn(department.words.stages, stage))
    .map(({ state, stage }) => `'${state}' says '${stage}', for which the department has no word`);

/** Everybody who is asked exists. */
export const people: Check = ({ department, questions }) =>
  questions.flatMap(({ state, of }) => {
    if (['manager', 'requester', 'approval'].includes(of)) return [];
    if (of === 'system')
      return department.hasSystem ? [] : [`'${state}' asks a system the department does not have`];
    return Object.hasOwn(department.groups, of)
      ? []
      : [`'${state}' asks '${of}', which is no group of the department`];
  });

/** What the requester wrote, and what they answered when they were asked. */
const WORDS = ['subject', 'message', 'answers'];

/** Only what can be known is shown, and what was written to a confidential department only to its own people (A10). */
export const shown: Check = ({ department, graph, process, questions }) => {
  const services = department.services.filter((service) => service.process === process.name);
  const dates = services.flatMap(({ dates = [], fields = [], onlyAsPart = [] }) => [
    ...dates,
    ...onlyAsPart,
    ...fields.map(({ name }) => name),
  ]);
  const facts = questions.flatMap(({ fields }) => fields.map(({ name }) => name));
  // What a monthly run says: with which one a matter goes, and until when it has to be in.
  const run = services.some((service) => service.run !== undefined) ? ['runDate', 'cutOff'] : [];
  const known = [...WORDS, 'requester', 'externalReference', ...dates, ...run, ...facts];
  const told = [...graph.states].flatMap(([state, saying]) =>
    Object.values(payloadOf(saying).facts ?? {})
      .filter((fact) => !known.includes(String(fact)))
      .map((fact) => `'${state}' tells '${fact}', which nobody fills in`),
  );
  const seen = questions.flatMap(({ state, of, show }) =>
    show.flatMap((fact) => [
      ...(known.includes(fact) ? [] : [`'${state}' shows '${fact}', which nobody fills in`]),
      ...(department.confidential && WORDS.includes(fact) && !Object.hasOwn(department.groups, of)
        ? [`'${state}' shows the ${fact} of a confidential matter to the ${of}`]
        : []),
    ]),
  );
  return [...seen, ...told];
};

/** A question fits the subject of the mail it is sent in, which is cut after 120 letters. */
export const subjectLines: Check = ({ questions }) =>
  questions
    .filter(({ question }) => question.length === 0 || question.length > 120)
    .map(({ state, question }) => `the question of '${state}' has ${question.length} letters`);
