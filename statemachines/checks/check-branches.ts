import type { Check, Subject } from './check.ts';
import { answersBefore, endingsOf } from './read-answers.ts';
import { branchesIn, branchesNamed } from './read-conditions.ts';
import { isAnswered } from './read-states.ts';

/** What a branch may end with; undefined where it is another department that says so. */
function outcomesOf({ graph, questions }: Subject, branch: string): readonly string[] | undefined {
  const given = endingsOf(graph, branch).flatMap((name): readonly (string | undefined)[] => {
    const state = graph.states.get(name);
    const said = state?.Output;
    if (typeof said === 'object' && said !== null && 'outcome' in said) return [String(said.outcome)];
    const sources = isAnswered(state)
      ? [name.replace(/: time is up$/, '')]
      : answersBefore(graph, name).sources;
    return [...sources].flatMap((source): readonly (string | undefined)[] => {
      const asked = questions.find(({ state }) => state === source);
      return asked === undefined ? [undefined] : asked.outcomes;
    });
  });
  return given.includes(undefined) ? undefined : [...new Set(given.flatMap((each) => each ?? []))];
}

/** What every branch ended with is looked at, and only what it can end with is asked for: no veto is overheard. */
export const heard: Check = (subject) => {
  const { graph, sayings } = subject;
  const conditions = graph.edges.filter(({ why }) => why === 'when');
  const spoken = [
    ...conditions.map(({ condition = '' }) => condition),
    ...sayings.map(({ text = '' }) => text),
  ];
  return graph.inners.flatMap(({ of, name }) => {
    const outcomes = outcomesOf(subject, name);
    const named = conditions.flatMap(({ condition = '' }) => branchesIn(condition).get(name) ?? []);
    const looked = spoken.some((text) => branchesNamed(text).includes(name));
    return [
      ...(looked || outcomes?.length === 1 ? [] : [`nothing looks at what '${name}' of '${of}' ended with`]),
      ...named
        .filter((outcome) => outcomes !== undefined && !outcomes.includes(outcome))
        .map((outcome) => `'${outcome}' is waited for, with which '${name}' of '${of}' cannot end`),
    ];
  });
};

/** What branches ended with is spoken of only where they have come together, on every way, and last of all branches. */
export const joined: Check = ({ graph, sayings }) => {
  const { edges, inners, start } = graph;
  const speaking = [
    ...edges
      .filter(({ why }) => why === 'when')
      .map(({ from, condition = '' }) => ({ state: from, text: condition })),
    ...sayings.map(({ state, text = '' }) => ({ state, text })),
  ];
  return speaking.flatMap(({ state, text }) =>
    branchesNamed(text).flatMap((branch) => {
      const seen = new Set([state]);
      const wrong = new Set<string>();
      for (const each of seen) {
        if (each === start) wrong.add('before they began');
        for (const { from, why } of edges.filter(({ to, why }) => to === each && why !== 'joined')) {
          if (why !== 'around') seen.add(from);
          else if (!inners.some(({ of, name }) => of === from && name === branch))
            wrong.add(`after '${from}'`);
        }
      }
      return [...wrong].map((when) => `'${state}' speaks of what '${branch}' ended with, ${when}`);
    }),
  );
};
