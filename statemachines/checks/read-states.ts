import type { Json, State } from '../words/process.ts';
import type { Graph } from './graph.ts';

/** A question of a process, read back from its definition. */
export type Asked = Readonly<{
  state: string;
  /** `manager`, `system`, or the role of a group. */
  of: string;
  question: string;
  outcomes: readonly string[];
  fields: readonly Readonly<{ name: string; label: string }>[];
  show: readonly string[];
  hours: number;
  stage: string | undefined;
}>;

/** What a process says to the requester, read back: a sentence on the way, or how it ended. */
export type Said = Readonly<{ state: string; text: string | undefined; outcome: string | undefined }>;

type Fields = { readonly [key: string]: Json };

const fieldsOf = (json: Json | undefined): Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : {};
const listOf = (json: Json | undefined): readonly Json[] =>
  Array.isArray(json) ? (json as readonly Json[]) : [];
const wordOf = (json: Json | undefined): string | undefined => (typeof json === 'string' ? json : undefined);

/** What a state hands to its step. */
export const payloadOf = (state: State | undefined): Fields => fieldsOf(fieldsOf(state?.Arguments).Payload);

/** The step of the desk a state runs: `ask`, `settleTask`, `tellRequester`, `resolveCase`. */
export const stepOf = (state: State | undefined): string | undefined =>
  /^\$\{(\w+)\}$/.exec(wordOf(fieldsOf(state?.Arguments).FunctionName) ?? '')?.[1];

/** Who acts in a state, and how: what the words wrote into its comment. */
export function roleOf(state: State | undefined): Readonly<{ role: string; procedure: string }> {
  const [, role = '', procedure = ''] = /^\[([^\]]*)\] ?(.*)$/s.exec(state?.Comment ?? '') ?? [];
  return { role: role.trim(), procedure: procedure.trim() };
}

function whoOf(of: Json | undefined): string {
  const asked = fieldsOf(of);
  if (asked.manager === true) return 'manager';
  return asked.system === true ? 'system' : (wordOf(asked.group) ?? 'nobody');
}

/** Every question a process asks, in the order of its states. */
export const questionsOf = ({ states }: Graph): readonly Asked[] =>
  [...states].flatMap(([state, asking]) => {
    if (stepOf(asking) !== 'ask') return [];
    const { of, question, outcomes, fields, show, hours, stage } = payloadOf(asking);
    const words = (json: Json | undefined) => listOf(json).flatMap((each) => wordOf(each) ?? []);
    return [
      {
        state,
        of: whoOf(of),
        question: wordOf(question) ?? '',
        outcomes: words(outcomes),
        fields: listOf(fields).map((each) => ({
          name: wordOf(fieldsOf(each).name) ?? '',
          label: wordOf(fieldsOf(each).label) ?? '',
        })),
        show: words(show),
        hours: typeof hours === 'number' ? hours : 0,
        stage: wordOf(stage),
      },
    ];
  });

/** Everything a process tells the requester, and how it ends. */
export const sayingsOf = ({ states }: Graph): readonly Said[] =>
  [...states].flatMap(([state, saying]) => {
    if (!['tellRequester', 'resolveCase'].includes(stepOf(saying) ?? '')) return [];
    const { text, outcome } = payloadOf(saying);
    return [{ state, text: wordOf(text), outcome: wordOf(outcome) }];
  });

/** Which outcomes a condition of a choice names; undefined where it asks something else. */
export function outcomesIn(condition: string): readonly string[] | undefined {
  const bare = condition.replace(/^\{%|%\}$/g, '').trim();
  const parts = bare.split(' or ').map((part) => /^\$answer\.outcome = '([^']+)'$/.exec(part.trim())?.[1]);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}
