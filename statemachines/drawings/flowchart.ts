import type { Subject } from '../checks/check.ts';
import type { Inner } from '../checks/graph.ts';
import { roleOf, stepOf } from '../checks/read-states.ts';
import { stagesInWords } from './approval.ts';
import { arrowsOf, isDrawn } from './arrows.ts';

/** How each kind of state is drawn: its brackets in Mermaid, and its colours. */
export const SHAPES = {
  person: { open: '([', close: '])', fill: '#fff4d6', stroke: '#b7791f' },
  system: { open: '[[', close: ']]', fill: '#e3ecff', stroke: '#3056a8' },
  choice: { open: '{', close: '}', fill: '#f4f4f4', stroke: '#777777' },
  desk: { open: '[', close: ']', fill: '#ffffff', stroke: '#777777' },
  ending: { open: '[/', close: '/]', fill: '#e2f5e5', stroke: '#2f7a3d' },
} as const;

/** A kind of state, as it is drawn. */
export type Shape = keyof typeof SHAPES;

/** Which kind of state one is: a question to people or a system, a choice, the end, or the desk's own work. */
export function shapeOf({ graph, questions }: Subject, name: string): Shape {
  const asked = questions.find(({ state }) => state === name);
  if (asked !== undefined) return asked.of === 'system' ? 'system' : 'person';
  if (graph.states.get(name)?.Type === 'Choice') return 'choice';
  const step = stepOf(graph.states.get(name));
  // What another department does is somebody else's work, as that of a system is.
  if (step === 'openChild') return 'system';
  return step === 'resolveCase' ? 'ending' : 'desk';
}

/** What stands over a branch: its name, or that it is done for each of a list. */
const titleOf = ({ graph }: Subject, { of, name }: Inner): string =>
  graph.states.get(of)?.Type === 'Map' ? `for each of the ${name}` : name;

/** Quotes would end a label, and angle brackets would be read as HTML. */
const plain = (text: string) =>
  text.replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;');

/** A process as a Mermaid flowchart. */
export function flowchart(subject: Subject): string {
  const names = [...subject.graph.states.keys()].filter((name) => isDrawn(subject, name));
  const id = (name: string) => `s${names.indexOf(name) + 1}`;
  const node = (name: string) => {
    const shape = shapeOf(subject, name);
    const { open, close } = SHAPES[shape];
    const { role } = roleOf(subject.graph.states.get(name));
    const stages = stagesInWords(subject.questions.find(({ state }) => state === name)?.policy);
    const who =
      shape === 'person' || shape === 'system'
        ? [role, ...stages].map((each) => `<br/>${plain(each)}`).join('')
        : '';
    return `  ${id(name)}${open}"${plain(name)}${who}"${close}:::${shape}`;
  };
  const { inners, within } = subject.graph;
  /** The states of one branch, or of the process itself, with the branches inside of it. */
  const nodesIn = (inner: Inner | undefined): readonly string[] => [
    ...names.filter((name) => within.get(name) === inner).map(node),
    ...inners
      .filter(({ of }) => within.get(of) === inner)
      .flatMap((each) => [
        `  subgraph b${inners.indexOf(each) + 1}["${plain(titleOf(subject, each))}"]`,
        ...nodesIn(each),
        '  end',
      ]),
  ];
  const arrows = arrowsOf(subject).map(({ from, to, label, dashed }) => {
    const words = label === '' ? '' : `|"${plain(label)}"|`;
    return `  ${id(from)} ${dashed ? '-.->' : '-->'}${words} ${id(to)}`;
  });
  const styles = Object.entries(SHAPES).map(
    ([shape, { fill, stroke }]) => `  classDef ${shape} fill:${fill},stroke:${stroke},color:#1a1a1a`,
  );
  return [
    'flowchart TD',
    `  start((" ")) --> ${id(subject.graph.start)}`,
    ...nodesIn(undefined),
    ...arrows,
    ...styles,
  ].join('\n');
}
