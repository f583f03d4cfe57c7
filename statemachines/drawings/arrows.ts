import type { Subject } from '../checks/check.ts';
import { onSilence } from '../checks/check-waits.ts';
import { branchesIn, outcomesIn } from '../checks/read-conditions.ts';
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

/** What a word needs more than one state for is one thing to people, and is drawn as one. */
const PLUMBING = /: (time is up|is it over\?|until then|one by one)$/;

/** The state a state is drawn as. */
const drawnAs = (name: string): string => name.replace(PLUMBING, '');

/** Whether a state has a place of its own in a drawing. */
export const isDrawn = ({ graph }: Subject, name: string): boolean =>
  stepOf(graph.states.get(name)) !== 'settleTask' &&
  !(PLUMBING.test(name) && graph.states.has(drawnAs(name)));

/** What everybody may answer who is asked right before a choice. */
const offeredTo = ({ graph, questions }: Subject, choice: string): readonly string[] => {
  const asking = graph.edges
    .filter(({ to, why }) => to === choice && why !== 'joined')
    .map(({ from }) => from);
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

/** What a way out of a choice asks, in words. */
function asksFor(condition: string): string {
  const outcomes = outcomesIn(condition);
  if (outcomes !== undefined) return outcomes.join(', ');
  if (condition.includes('$until')) return '';
  if (condition.includes('$states.input.incomplete')) return 'something is missing';
  if (condition.includes('$states.input.continueAt')) return 'it goes on here';
  const [, age] = /Execution\.StartTime\) >= (\d+)/.exec(condition) ?? [];
  if (age !== undefined) return `after ${inWords(Number(age) / 3_600_000)}`;
  const branches = [...branchesIn(condition)].map(([branch, named]) => `${branch}: ${named.join(', ')}`);
  return branches.length === 0 ? condition : branches.join(condition.includes(' and ') ? ' and ' : ' or ');
}

/** What leads aside where a list or a date cannot be used, and where the desk itself fails or may not end a case. */
function asideOf({ graph, readings }: Subject): readonly Arrow[] {
  const missing = graph.edges
    .filter(({ why }) => why === 'missing')
    .map(({ from, to }): Arrow => {
      const isDate = readings.find(({ state }) => state === from)?.atMostDays !== undefined;
      return { from, to, label: isDate ? 'no date' : 'no list', dashed: true };
    });
  const failing = graph.edges
    .filter(
      ({ from, to, why }) =>
        why === 'caught' &&
        !graph.edges.some(
          (each) => each.to === to && each.why !== 'caught' && drawnAs(each.from) === drawnAs(from),
        ),
    )
    .map(({ from, to }): Arrow => {
      const ends = stepOf(graph.states.get(from)) === 'resolveCase';
      const label = ends ? 'a part is open' : 'the desk failed';
      return { from: drawnAs(from), to, label, dashed: true };
    });
  return [...missing, ...failing];
}

/** Each arrow once, none from a state to itself. */
const once = (arrows: readonly Arrow[]): readonly Arrow[] =>
  arrows.filter(
    ({ from, to, label }, at) =>
      from !== to &&
      arrows.findIndex((each) => each.from === from && each.to === to && each.label === label) === at,
  );

/** Every arrow of a process, the ordinary ones first. */
export function arrowsOf(subject: Subject): readonly Arrow[] {
  const { graph, questions, children } = subject;
  const solid = graph.edges
    .filter(
      ({ from, why }) =>
        stepOf(graph.states.get(from)) !== 'settleTask' &&
        ['next', 'when', 'otherwise', 'branch', 'joined'].includes(why),
    )
    .map(({ from, to, why, condition = '' }): Arrow => {
      const label = why === 'when' ? asksFor(condition) : why === 'otherwise' ? otherwise(subject, from) : '';
      return { from: drawnAs(from), to: drawnAs(to), label, dashed: false };
    });
  const waited = [
    ...questions.map((asked) => ({ state: asked.state, time: timeOf(asked) })),
    ...children.map(({ state, hours }) => ({ state, time: inWords(hours) })),
  ];
  const dashed = waited.flatMap(({ state, time }): Arrow[] => {
    const silent = onSilence(subject, state);
    const failed = graph.edges
      .filter(({ from, why }) => from === state && why === 'failure')
      .map(({ to }) => to);
    const causes = (to: string) => [
      ...(silent.includes(to) ? [`silence for ${time}`] : []),
      ...(failed.includes(to) ? ['out of reach'] : []),
    ];
    return [...new Set([...silent, ...failed])].map((to) => ({
      from: state,
      to,
      label: causes(to).join(' or '),
      dashed: true,
    }));
  });
  return once([...solid, ...dashed, ...asideOf(subject)]);
}
