import type { Policy } from '#desk/task/approval/policy.ts';
import { written } from '../words/item.ts';
import type { Json, State } from '../words/process.ts';
import type { Graph } from './graph.ts';

/** A question of a process, read back from its definition. */
export type Asked = Readonly<{
  state: string;
  /** `manager`, `system`, `approval`, or the role of a group. */
  of: string;
  /** How it is approved, where several have a vote. */
  policy: Policy | undefined;
  question: string;
  outcomes: readonly string[];
  fields: readonly Readonly<{ name: string; label: string }>[];
  show: readonly string[];
  hours: number;
  /** The same in opening hours of whoever is asked, where they are what counts. */
  openHours: number | undefined;
  stage: string | undefined;
}>;

/** A part of a matter that a process hands to another department, read back. */
export type HandedOver = Readonly<{
  state: string;
  department: string;
  service: string;
  subject: string;
  facts: readonly string[];
  hours: number;
}>;

/** A fact of the case that a process goes by, read back: a list, or a date it waits for. */
export type Read = Readonly<{
  state: string;
  fact: string;
  atMostDays: number | undefined;
  /** How long one wait is at most; then the date is read again. */
  everyDays: number | undefined;
  days: number;
}>;

/** What a process says to the requester, read back: a sentence on the way, or how it ended. */
export type Said = Readonly<{
  state: string;
  text: string | undefined;
  /** What somebody who answered says before it, as the process passes it on. */
  words: string | undefined;
  outcome: string | undefined;
}>;

type Fields = { readonly [key: string]: Json };

const fieldsOf = (json: Json | undefined): Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : {};
const listOf = (json: Json | undefined): readonly Json[] =>
  Array.isArray(json) ? (json as readonly Json[]) : [];
const wordOf = (json: Json | undefined): string | undefined => (typeof json === 'string' ? json : undefined);

/** What a state hands to its step. */
export const payloadOf = (state: State | undefined): Fields => fieldsOf(fieldsOf(state?.Arguments).Payload);

/** The step of the desk a state runs, by the name it has among the words. */
export const stepOf = (state: State | undefined): string | undefined =>
  /^\$\{(\w+)\}$/.exec(wordOf(fieldsOf(state?.Arguments).FunctionName) ?? '')?.[1];

/** Whether a state leaves an answer behind: a question, a part of another department, or the look at its row. */
export const isAnswered = (state: State | undefined): boolean =>
  ['ask', 'openChild', 'settleTask'].includes(stepOf(state) ?? '');

/** Who acts in a state, and how: what the words wrote into its comment. */
export function roleOf(state: State | undefined): Readonly<{ role: string; procedure: string }> {
  const [, role = '', procedure = ''] = /^\[([^\]]*)\] ?(.*)$/s.exec(state?.Comment ?? '') ?? [];
  return { role: role.trim(), procedure: procedure.trim() };
}

function whoOf(of: Json | undefined): string {
  const asked = fieldsOf(of);
  if (asked.manager === true) return 'manager';
  if (asked.approval !== undefined) return 'approval';
  if (asked.requester === true) return 'requester';
  return asked.system === true ? 'system' : (wordOf(asked.group) ?? 'nobody');
}

/** Every question a process asks, in the order of its states. */
export const questionsOf = ({ states }: Graph): readonly Asked[] =>
  [...states].flatMap(([state, asking]) => {
    if (stepOf(asking) !== 'ask') return [];
    const { of, question, outcomes, fields, show, hours, openHours, stage } = payloadOf(asking);
    const words = (json: Json | undefined) => listOf(json).flatMap((each) => wordOf(each) ?? []);
    return [
      {
        state,
        of: whoOf(of),
        policy: fieldsOf(of).approval as Policy | undefined,
        question: written(wordOf(question) ?? ''),
        outcomes: words(outcomes),
        fields: listOf(fields).map((each) => ({
          name: wordOf(fieldsOf(each).name) ?? '',
          label: wordOf(fieldsOf(each).label) ?? '',
        })),
        show: words(show),
        hours: typeof hours === 'number' ? hours : 0,
        openHours: typeof openHours === 'number' ? openHours : undefined,
        stage: wordOf(stage),
      },
    ];
  });

/** Everything a process tells the requester, and how it ends. */
export const sayingsOf = ({ states }: Graph): readonly Said[] =>
  [...states].flatMap(([state, saying]) => {
    if (!['tellRequester', 'resolveCase'].includes(stepOf(saying) ?? '')) return [];
    const { text, words, outcome } = payloadOf(saying);
    const said = wordOf(text);
    return [{ state, text: said && written(said), words: wordOf(words), outcome: wordOf(outcome) }];
  });

/** Every part a process hands to another department. */
export const childrenOf = ({ states }: Graph): readonly HandedOver[] =>
  [...states].flatMap(([state, opening]) => {
    if (stepOf(opening) !== 'openChild') return [];
    const { department, service, subject, facts, hours } = payloadOf(opening);
    return [
      {
        state,
        department: wordOf(department) ?? '',
        service: wordOf(service) ?? '',
        subject: written(wordOf(subject) ?? ''),
        facts: listOf(facts).flatMap((each) => wordOf(each) ?? []),
        hours: typeof hours === 'number' ? hours : 0,
      },
    ];
  });

/** Every fact a process goes by. */
export const readingsOf = ({ states }: Graph): readonly Read[] =>
  [...states].flatMap(([state, reading]) => {
    if (stepOf(reading) !== 'readFact') return [];
    const { fact, moment } = payloadOf(reading);
    const { atMostDays, everyDays = atMostDays, days } = fieldsOf(moment);
    return [
      {
        state,
        fact: wordOf(fact) ?? '',
        atMostDays: typeof atMostDays === 'number' ? atMostDays : undefined,
        everyDays: typeof everyDays === 'number' ? everyDays : undefined,
        days: typeof days === 'number' ? days : 0,
      },
    ];
  });
