import type { Check } from './check.ts';
import { type Edge, type Graph, heaviest } from './graph.ts';

/** No execution of Step Functions lasts longer. */
const YEAR_HOURS = 365 * 24;
const HOUR_MS = 3_600_000;

/** A choice by how long the execution has run: after how many hours another one takes over, and where. */
type Renewal = Readonly<{ state: string; hours: number; next: string }>;

const renewalsOf = ({ states }: Graph): readonly Renewal[] =>
  [...states].flatMap(([state, { Choices = [], Default: next = '' }]) =>
    Choices.flatMap(({ Condition }) => {
      const [, age] = /Execution\.StartTime\) >= (\d+)/.exec(Condition) ?? [];
      return age === undefined ? [] : [{ state, hours: Number(age) / HOUR_MS, next }];
    }),
  );

/**
 * The days of a process are enough for its slowest way, everybody using up their time, and every date as far ahead as may
 * be; where it renews itself, for each stretch between two renewals on top of what may lie before. No process has more
 * than the year an execution may last, and it begins where any of its renewals says it goes on.
 */
export const days: Check = ({ graph, questions, children, readings, process }) => {
  const hours = new Map([...questions, ...children].map(({ state, hours }) => [state, hours]));
  for (const { state, everyDays } of readings) if (everyDays !== undefined) hours.set(state, everyDays * 24);
  const renewals = renewalsOf(graph);
  const renewed = new Set(renewals.map(({ state }) => state));
  const stretch = ({ from, why }: Edge) => !(renewed.has(from) && why === 'otherwise');
  const slowest = (start: string) =>
    heaviest({ ...graph, start }, (name) => hours.get(name) ?? 0, stretch, 'heaviest')?.weight ?? 0;
  const given = (process.definition.TimeoutSeconds ?? 0) / 3600;
  const ways = [slowest(graph.start), ...renewals.map(({ hours, next }) => hours + slowest(next))];
  const firsts = graph.states.get(graph.start)?.Choices ?? [];
  return [
    ...(given <= YEAR_HOURS ? [] : [`no execution lasts ${given} hours, a process has to renew itself`]),
    ...ways
      .filter((way) => way > given)
      .map((way) => `the slowest way takes ${way} hours, the process has ${given}`),
    ...renewals
      .filter(
        ({ next }) =>
          !firsts.some(({ Next, Condition }) => Next === next && Condition.includes('continueAt')),
      )
      .map(({ state, next }) => `'${state}' goes on with '${next}', where the process cannot begin`),
  ];
};
