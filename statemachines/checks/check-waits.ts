import { written } from '../words/item.ts';
import { type Check, isQuietly, type Subject } from './check.ts';
import { type Edge, reachedFrom, UNANSWERED } from './graph.ts';
import { branchesIn } from './read-conditions.ts';
import { payloadOf, stepOf } from './read-states.ts';

/** Where arrows of one kind lead from a state. */
const led = ({ graph }: Subject, from: string, ...why: readonly string[]): readonly string[] =>
  graph.edges.filter((edge) => edge.from === from && why.includes(edge.why)).map(({ to }) => to);

/** The state that asks the task row once the time of a question is up. */
const settling = (subject: Subject, question: string): string | undefined =>
  led(subject, question, 'time').find(
    (to) =>
      stepOf(subject.graph.states.get(to)) === 'settleTask' &&
      written(String(payloadOf(subject.graph.states.get(to)).state)) === question,
  );

/** Where a question goes when nobody answers it. */
export const onSilence = (subject: Subject, question: string): readonly string[] => {
  const late = settling(subject, question);
  return late === undefined ? [] : led(subject, late, 'silence');
};

/** What a branch is ended with that nobody answered: `unanswered`. */
const concluded = ({ graph }: Subject, name: string): string | undefined => {
  const { Type, Output } = graph.states.get(name) ?? {};
  const said = Type === 'Pass' && typeof Output === 'object' && Output !== null && 'outcome' in Output;
  return said ? String(Output.outcome) : undefined;
};

/**
 * The first states after this one that run one of these steps. Where the way leads out of a branch with an outcome, it
 * goes on only as that outcome can.
 */
export function firstOf(subject: Subject, from: string, steps: readonly string[]): readonly string[] {
  const { graph } = subject;
  const passes = (name: string) => !steps.includes(stepOf(graph.states.get(name)) ?? '');
  const ended = new Map<string, string>();
  const along = ({ from: each, why, condition = '' }: Edge) => {
    const outcome = concluded(subject, each);
    const branch = graph.within.get(each)?.name;
    if (outcome !== undefined && branch !== undefined) ended.set(branch, outcome);
    const asked = [...branchesIn(why === 'when' ? condition : '')];
    const may = asked.every(([name, named]) => named.includes(ended.get(name) ?? named[0] ?? ''));
    return passes(each) && may;
  };
  return [...reachedFrom(graph, [from], along)].filter((name) => !passes(name));
}

/** A date is waited for only as far as was said, and read again afterwards, in this execution or in one that takes over. */
const bounded: Check = ({ graph, readings }) =>
  [...graph.states].flatMap(([name, { Type, Timestamp, Next }]) => {
    if (Type !== 'Wait') return [];
    const then = [Next, graph.states.get(Next ?? '')?.Default];
    const most = readings.find(({ state }) => then.includes(state))?.atMostDays ?? 0;
    return most > 0 && Timestamp === '{% $until.at %}'
      ? []
      : [`'${name}' waits for no date, or without a bound`];
  });

/** Every wait has a time-out, as long as the answerer was told, and the task row decides what it means (K1, K2). */
export const waits: Check = (subject) => [
  ...bounded(subject),
  ...[...subject.graph.states].flatMap(([name, state]) => {
    if (!state.Resource?.endsWith('.waitForTaskToken')) return [];
    const { hours } = payloadOf(state);
    const late = settling(subject, name);
    return [
      ...(Number(state.TimeoutSeconds) > 0 ? [] : [`'${name}' waits without a time-out`]),
      ...(state.TimeoutSeconds === Number(hours) * 3600
        ? []
        : [`'${name}' waits longer or shorter than it says`]),
      ...(late === undefined ? [`the time-out of '${name}' does not ask the task row`] : []),
      ...(late !== undefined && onSilence(subject, name).length === 0
        ? [`the silence of '${name}' is not caught`]
        : []),
    ];
  }),
];

/** Where the first of the answers leads that a question offers: the yes. */
function onYes(subject: Subject, { state, outcomes }: Subject['questions'][number]): readonly string[] {
  const { edges, states } = subject.graph;
  return led(subject, state, 'next').flatMap((next) => {
    if (states.get(next)?.Type !== 'Choice') return [next];
    const named = edges.filter(
      ({ from, condition }) => from === next && condition?.includes(`'${outcomes[0]}'`),
    );
    return named.length > 0 ? named.map(({ to }) => to) : led(subject, next, 'otherwise');
  });
}

/** Silence falls to somebody else; only a lead's silence may end a case, and nobody's silence is a yes (A5). */
export const silence: Check = (subject) =>
  subject.questions.flatMap((asked) =>
    onSilence(subject, asked.state).flatMap((target) => [
      ...(onYes(subject, asked).includes(target) || concluded(subject, target) === asked.outcomes[0]
        ? [`the silence of '${asked.state}' counts as a yes`]
        : []),
      ...firstOf(subject, target, ['ask', 'openChild', 'resolveCase']).flatMap((name) => {
        const fallsTo = subject.questions.find(({ state }) => state === name)?.of;
        if (asked.of === 'lead') return [];
        if (fallsTo === undefined) return [`nobody else hears of the silence of '${asked.state}'`];
        return fallsTo === asked.of ? [`the silence of '${asked.state}' falls to the same people`] : [];
      }),
    ]),
  );

/** A part of another department that does not end in time falls to a person of this one. */
const childSilence = (subject: Subject): readonly string[] =>
  subject.children.flatMap(({ state }) =>
    onSilence(subject, state).flatMap((target) =>
      firstOf(subject, target, ['ask', 'openChild', 'resolveCase'])
        .filter((name) => {
          const of = subject.questions.find((asked) => asked.state === name)?.of;
          return of === undefined || of === 'system';
        })
        .map((name) => `the silence of '${state}' goes on to '${name}', and no person sees it`),
    ),
  );

/** Whatever is caught leads to a person or the requester, not into the next system; a system that cannot be reached is caught. */
export const caught: Check = (subject) => [
  ...childSilence(subject),
  ...subject.readings
    .filter(({ state }) => led(subject, state, 'missing').length === 0)
    .map(({ state, fact }) => `'${state}' leads nowhere when there is no '${fact}'`),
  ...subject.questions
    .filter(({ state, of }) => (of === 'system') !== led(subject, state, 'failure').length > 0)
    .map(
      ({ state, of }) =>
        `'${state}' asks ${of}, and only a system can be out of reach, and has to be caught then`,
    ),
  ...subject.graph.edges
    .filter(({ why }) => ['silence', 'failure', 'missing', 'caught'].includes(why))
    .flatMap(({ from, to }) => {
      const seen = firstOf(subject, to, ['ask', 'openChild', 'tellRequester', 'resolveCase']);
      const blind = seen.filter((name) =>
        subject.questions.some(({ state, of }) => state === name && of === 'system'),
      );
      return [
        ...(seen.length === 0 ? [`what '${from}' catches is seen by nobody`] : []),
        ...blind.map((name) => `what '${from}' catches goes on to a system in '${name}', and nobody sees it`),
      ];
    }),
];

/** Where silence goes round in a circle, each round tells the requester; where somebody is in distress, it calls people instead. */
export const rounds: Check = (subject) => {
  const { graph } = subject;
  const quiet = isQuietly(subject);
  const told = (name: string) =>
    quiet
      ? payloadOf(graph.states.get(name)).page === true
      : stepOf(graph.states.get(name)) === 'tellRequester';
  const silent = graph.edges.filter(
    ({ from, to, why }) => UNANSWERED.includes(why) && !told(from) && !told(to),
  );
  return [...graph.states.keys()]
    .filter((name) => {
      const after = silent.filter(({ from }) => from === name).map(({ to }) => to);
      return (
        reachedFrom({ edges: silent }, after).has(name) &&
        ['ask', 'openChild'].includes(stepOf(graph.states.get(name)) ?? '')
      );
    })
    .map((name) =>
      quiet
        ? `'${name}' comes round again and again, and nobody is called`
        : `'${name}' comes round again and again, and the requester hears nothing`,
    );
};
