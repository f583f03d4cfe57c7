import type { Subject } from '../checks/check.ts';
import { onSilence } from '../checks/check-waits.ts';
import { outcomesIn } from '../checks/read-conditions.ts';
import { stepOf } from '../checks/read-states.ts';

/** An arrow as it is drawn: dashed where nobody answered or a system was out of reach. */
export type Arrow = Readonly<{ from: string; to: string; label: string; dashed: boolean }>;

/** A time in words: `1 hour`, `16 hours`, `3 days`. */
export const inWords = (hours: number): string => {
  const [count, unit] = hours >= 72 && hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};

/** How long a question may stay open, in words: opening hours of whoever is asked, where those count. */
export const timeOf = ({ hours, openHours }: Subject['questions'][number]): string =>
  openHours === undefined ? inWords(hours) : `${inWords(openHours)} at work`;

/** The state that asks the task row is drawn as part of its question: to people the two are one. */
export const isDrawn = ({ graph }: Subject, name: string): boolean =>
  stepOf(graph.states.get(name)) !== 'settleTask';

/** What everybody may answer who is asked right before a choice. */
const offeredTo = ({ graph, questions }: Subject, choice: string): readonly string[] => {
  const asking = graph.edges.filter(({ to }) => to === choice).map(({ from }) => from);
  return [
    ...new Set(questions.filter(({ state }) => asking.includes(state)).flatMap(({ outcomes }) => outcomes)),
  ];
};

/** The answers that take no named way out of a choice. */
function otherwise(subject: Subject, choice: string): string {
  const ways = subject.graph.edges.filter(({ from, why }) => from === choice && why === 'when');
  const named = ways.flatMap(({ condition = '' }) => outcomesIn(condition) ?? []);
  const others = offeredTo(subject, choice).filter((outcome) => !named.includes(outcome));
  return others.length === 0 ? 'otherwise' : others.join(', ');
}

/** Every arrow of a process, the ordinary ones first. */
export function arrowsOf(subject: Subject): readonly Arrow[] {
  const { graph, questions } = subject;
  const solid = graph.edges
    .filter(
      ({ from, why }) =>
        isDrawn(subject, from) && ['next', 'when', 'otherwise', 'branch', 'caught'].includes(why),
    )
    .map(({ from, to, why, condition = '' }): Arrow => {
      const label = why === 'when' ? (outcomesIn(condition)?.join(', ') ?? condition) : '';
      return { from, to, label: why === 'otherwise' ? otherwise(subject, from) : label, dashed: false };
    });
  const dashed = questions.flatMap((asked): Arrow[] => {
    const { state } = asked;
    const silent = onSilence(subject, state);
    const failed = graph.edges
      .filter(({ from, why }) => from === state && why === 'failure')
      .map(({ to }) => to);
    const causes = (to: string) => [
      ...(silent.includes(to) ? [`silence for ${timeOf(asked)}`] : []),
      ...(failed.includes(to) ? ['out of reach'] : []),
    ];
    return [...new Set([...silent, ...failed])].map((to) => ({
      from: state,
      to,
      label: causes(to).join(' or '),
      dashed: true,
    }));
  });
  return [...solid, ...dashed];
}
