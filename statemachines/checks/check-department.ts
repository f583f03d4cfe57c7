import { isUrgent } from '#desk/case/quiet.ts';
import { mappingFaults } from '#desk/delivery/parse-mapping.ts';
import { TRIAGE } from '#desk/routing/route.ts';
import { tellingWords } from '#desk/routing/words.ts';
import { checkCalendar } from '#desk/sla/check-calendar.ts';
import type { DepartmentFolder } from '../words/department.ts';
import { escalation } from './check-escalation.ts';
import { fields } from './check-fields.ts';
import { files } from './check-files.ts';
import { five, part } from './check-part.ts';
import { texts } from './check-texts.ts';
import { waiting } from './check-waiting.ts';
import { foreignWords } from './check-words.ts';

/** Looks at a department and complains in sentences. */
export type DepartmentCheck = (department: DepartmentFolder) => readonly string[];

/** Where the desk itself says a case stands, in every department. */
const DESK_STAGES = ['received', 'waiting-requester', 'answered', 'reopened'];

const missing = (what: string, text: string | undefined): string[] =>
  text === undefined || text.trim() === '' ? [`${what} is missing`] : [];

const names: DepartmentCheck = ({ id, name, prefix, owner, sponsor, processes, addresses = [] }) => [
  ...addresses
    .filter((each) => !/^[a-z0-9]+([._-][a-z0-9]+)*$/.test(each))
    .map((each) => `'${each}' is nothing that stands before an @`),
  ...[id, ...processes.map((each) => each.name)]
    .filter((each) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(each))
    .map((each) => `'${each}' is no name in small letters and hyphens`),
  // A state machine is called switchboard-<stage>-<department>-<process>, in at most 80 letters.
  ...processes
    .filter((each) => `${id}-${each.name}`.length > 60)
    .map((each) => `'${each.name}' is too long a name`),
  ...(new Set(processes.map((each) => each.name)).size === processes.length
    ? []
    : ['two processes have one name']),
  ...(/^[A-Z]{2,4}$/.test(prefix) ? [] : [`the prefix '${prefix}' is not two to four capital letters`]),
  ...missing('the name', name),
  ...missing('the owner', owner),
  ...missing('the sponsor', sponsor),
];

const groups: DepartmentCheck = ({ groups }) =>
  Object.entries(groups)
    .filter(([, address]) => !/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(address))
    .map(([role, address]) => `the group ${role} is '${address}', which is no mail group`);

const words: DepartmentCheck = (department) => {
  const { kinds, stages, groups: named = {} } = department.words;
  const kindless = department.services.filter(
    ({ kind }) => kind !== 'care' && (kinds[kind] ?? '').trim() === '',
  );
  return [
    ...DESK_STAGES.filter((stage) => !Object.hasOwn(stages, stage)).map(
      (stage) => `there is no word for '${stage}'`,
    ),
    ...Object.entries(stages).flatMap(([stage, word]) => missing(`the word for '${stage}'`, word)),
    ...Object.keys(named)
      .filter((group) => !Object.hasOwn(department.groups, group))
      .map((group) => `there is a word for '${group}', which is no group of it`),
    ...kindless.map(({ id, kind }) => `there is no word for the kind '${kind}' of '${id}'`),
    ...[
      ...Object.values(stages),
      ...Object.values(kinds),
      ...Object.values(named),
      ...department.services.flatMap(({ title, description }) => [title, description]),
    ].flatMap((text) =>
      foreignWords(department, text).map((word) => `'${word}' is no word of the department: ${text}`),
    ),
  ];
};

const hours: DepartmentCheck = ({ calendars, services }) => [
  ...calendars.flatMap((calendar) => {
    try {
      checkCalendar(calendar);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  }),
  ...services
    .filter(({ calendar }) => calendar !== undefined && !calendars.some(({ name }) => name === calendar))
    .map(({ id, calendar }) => `'${id}' keeps the hours '${calendar}', which the department does not have`),
];

const promises: DepartmentCheck = ({ id, promises, services }) => {
  const ranks = [1, 2, 3, 4] as const;
  const all = [...Object.values(promises), ...services.flatMap(({ promise }) => promise ?? [])];
  return [
    ...ranks
      .filter((rank) => promises[rank]?.firstResponse === undefined)
      .map((rank) => `nothing says when priority ${rank} gets a first answer`),
    ...ranks
      .filter((rank) => (id === TRIAGE ? promises[rank]?.triage : promises[rank]?.resolution) === undefined)
      .map((rank) => `nothing says when priority ${rank} is settled`),
    ...(all.flatMap((each) => Object.values(each)).every((seconds) => seconds > 0)
      ? []
      : ['a promise is no time']),
    ...ranks.slice(1).flatMap((rank) => {
      const [urgent, later] = [promises[(rank - 1) as 1 | 2 | 3] ?? {}, promises[rank] ?? {}];
      return (Object.keys(urgent) as (keyof typeof urgent)[])
        .filter((clock) => (urgent[clock] ?? 0) > (later[clock] ?? Number.POSITIVE_INFINITY))
        .map((clock) => `${clock} of priority ${rank - 1} takes longer than of ${rank}`);
    }),
  ];
};

const services: DepartmentCheck = ({ id: department, services, processes }) => [
  ...(services.length === 0 ? ['the department offers nothing'] : []),
  ...services.flatMap(({ id, title, description, process, examples, words, onlyAsPart }) => [
    ...missing(`the title of '${id}'`, title),
    ...missing(`the description of '${id}'`, description),
    // What nobody could place has no sentences to compare with, and people place it without a process.
    ...(department === TRIAGE || onlyAsPart || examples.length >= 2 ? [] : [`'${id}' has too few examples`]),
    ...(onlyAsPart && examples.length + Object.keys(words).length > 0
      ? [`'${id}' is asked for by nobody, and has examples or words`]
      : []),
    ...((process === undefined ? department !== TRIAGE : !processes.some(({ name }) => name === process))
      ? [`'${id}' has no process`]
      : []),
    ...Object.entries(words)
      .filter(([word, weight]) => weight <= 0 || tellingWords(word).length === 0)
      .map(([word]) => `the word '${word}' of '${id}' tells routing nothing`),
    ...Object.keys(words)
      .filter((word, at, all) => {
        const stems = (each: string) => tellingWords(each).join(' ');
        return all.slice(0, at).some((each) => stems(each) === stems(word));
      })
      .map((word) => `the word '${word}' of '${id}' weighs twice`),
  ]),
  ...processes
    .filter(({ name }) => !services.some(({ process }) => process === name))
    .map(({ name }) => `no service follows the process '${name}'`),
];

const boundary: DepartmentCheck = ({ confidential, graceDays, hasSystem }) => [
  ...(typeof confidential === 'boolean' ? [] : ['nothing says who may read its cases']),
  ...(typeof hasSystem === 'boolean' ? [] : ['nothing says whether it has a system']),
  ...(graceDays > 0 ? [] : ['a resolved case has no days of grace']),
];

/** A number as people dial it. */
const NUMBER = /^\+?\d(?:[\d ]{0,18}\d)?$/;

const contacts: DepartmentCheck = ({ contacts = {}, services }) => [
  ...(services.some(isUrgent) && (contacts.everywhere ?? []).length === 0
    ? ['nobody is named whom people in need can call, wherever they are']
    : []),
  ...Object.entries(contacts).flatMap(([location, each]) =>
    each
      .filter(({ name, number }) => name.trim() === '' || !NUMBER.test(number))
      .map(
        ({ name, number }) => `the contact '${name}' of ${location} has '${number}', which cannot be dialled`,
      ),
  ),
];

const mappings: DepartmentCheck = ({ hasSystem, system, services }) => {
  const all = [
    ...Object.entries(system ?? {}).map(([way, text]) => [`the ${way} of its system`, text] as const),
    ...services.flatMap(({ id, system: own }) =>
      Object.entries(own ?? {}).map(([way, text]) => [`the ${way} of '${id}'`, text] as const),
    ),
  ];
  return [
    ...(all.length > 0 && !hasSystem ? ['it maps the fields of a system it does not have'] : []),
    ...all.flatMap(([what, text]) => mappingFaults(text).map((fault) => `${what}: ${fault}`)),
  ];
};

/** What every department has of its own, each as the sentence a test is named by (rows 25, 58, 63). */
export const DEPARTMENT_CHECKS = {
  'has a process, hours, words, a boundary and a queue of its own': five,
  'says how far it takes part, and where people write until then': part,
  'says its mails in its own words, and says all of it': texts,
  'has names, an owner and a sponsor': names,
  'has people who can be written to': groups,
  'has its own words for everything people read': words,
  'has its own hours': hours,
  'promises times, shorter ones where it is urgent': promises,
  'describes every service, and has a process for it': services,
  'asks for what its services need, in its own words and before anything else': fields,
  'says who may read its cases': boundary,
  'takes files that somebody can send': files,
  'opens again what it closes, and reminds before': waiting,
  'does what can be done when a promise comes near its end': escalation,
  'names whom people in need can call': contacts,
  'speaks to its system by mappings that can be read and come to an end': mappings,
} as const satisfies Readonly<Record<string, DepartmentCheck>>;
