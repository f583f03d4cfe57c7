import type { Check, Subject } from './check.ts';
import { heaviest, reachedFrom, UNANSWERED } from './graph.ts';
import { payloadOf, stepOf } from './read-states.ts';

/** Where arrows of one kind lead from a state. */
const led = ({ graph }: Subject, from: string, ...why: readonly string[]): readonly string[] =>
  graph.edges.filter((edge) => edge.from === from && why.includes(edge.why)).map(({ to }) => to);

/** The state that asks the task row once the time of a question is up. */
const settling = (subject: Subject, question: string): string | undefined =>
  led(subject, question, 'time').find(
    (to) =>
      stepOf(subject.graph.states.get(to)) === 'settleTask' &&
      payloadOf(subject.graph.states.get(to)).state === question,
  );

/** Where a question goes when nobody answers it. */
export const onSilence = (subject: Subject, question: string): readonly string[] => {
  const late = settling(subject, question);
  return late === undefined ? [] : led(subject, late, 'silence');
};

/** The first states after this one that run one of these steps. */
function firstOf({ graph }: Subject, from: string, steps: readonly string[]): readonly string[] {
  const passes = (name: string) => !steps.includes(stepOf(graph.states.get(name)) ?? '');
  return [...reachedFrom(graph, [from], ({ from: each }) => passes(each))].filter((name) => !passes(name));
}

/** Every wait has a time-out, as long as the answerer was told, and the task row decides what it means (K1, K2). */
export const waits: Check = (subject) =>
  [...subject.graph.states].flatMap(([name, state]) => {
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
  });

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
      ...(onYes(subject, asked).includes(target) ? [`the silence of '${asked.state}' counts as a yes`] : []),
      ...firstOf(subject, target, ['ask', 'resolveCase']).flatMap((name) => {
        const fallsTo = subject.questions.find(({ state }) => state === name)?.of;
        if (asked.of === 'lead') return [];
        if (fallsTo === undefined) return [`nobody else hears of the silence of '${asked.state}'`];
        return fallsTo === asked.of ? [`the silence of '${asked.state}' falls to the same people`] : [];
      }),
    ]),
  );

/** Whatever is caught leads to a person or the requester, not into the next system; a system that cannot be reached is caught. */
export const caught: Check = (subject) => [
  ...subject.questions
    .filter(({ state, of }) => (of === 'system') !== led(subject, state, 'failure').length > 0)
    .map(
      ({ state, of }) =>
        `'${state}' asks ${of}, and only a system can be out of reach, and has to be caught then`,
    ),
  ...subject.graph.edges
    .filter(({ why }) => ['silence', 'failure', 'caught'].includes(why))
    .flatMap(({ from, to }) => {
      const seen = firstOf(subject, to, ['ask', 'tellRequester', 'resolveCase']);
      const blind = seen.filter((name) =>
        subject.questions.some(({ state, of }) => state === name && of === 'system'),
      );
      return [
        ...(seen.length === 0 ? [`what '${from}' catches is seen by nobody`] : []),
        ...blind.map((name) => `what '${from}' catches goes on to a system in '${name}', and nobody sees it`),
      ];
    }),
];

/** Where silence goes round in a circle, each round tells the requester. */
export const rounds: Check = ({ graph }) => {
  const told = (name: string) => stepOf(graph.states.get(name)) === 'tellRequester';
  const quiet = graph.edges.filter(
    ({ from, to, why }) => UNANSWERED.includes(why) && !told(from) && !told(to),
  );
  return [...graph.states.keys()]
    .filter((name) => {
      const after = quiet.filter(({ from }) => from === name).map(({ to }) => to);
      return reachedFrom({ edges: quiet }, after).has(name) && stepOf(graph.states.get(name)) === 'ask';
    })
    .map((name) => `'${name}' comes round again and again, and the requester hears nothing`);
};

/** The days of a process are enough for its slowest way, everybody using up their time. */
export const days: Check = ({ graph, questions, process }) => {
  const hours = new Map(questions.map(({ state, hours }) => [state, hours]));
  const slowest = heaviest(graph, (name) => hours.get(name) ?? 0)?.weight ?? 0;
  const given = (process.definition.TimeoutSeconds ?? 0) / 3600;
  return slowest <= given ? [] : [`the slowest way takes ${slowest} hours, the process has ${given}`];
};
