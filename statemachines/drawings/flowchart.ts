import type { Subject } from '../checks/check.ts';
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
  return stepOf(graph.states.get(name)) === 'resolveCase' ? 'ending' : 'desk';
}

/** Quotes would end a label, and angle brackets would be read as HTML. */
const plain = (text: string) =>
  text.replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;');

/** A process as a Mermaid flowchart. */
export function flowchart(subject: Subject): string {
  const names = [...subject.graph.states.keys()].filter((name) => isDrawn(subject, name));
  const id = (name: string) => `s${names.indexOf(name) + 1}`;
  const nodes = names.map((name) => {
    const shape = shapeOf(subject, name);
    const { open, close } = SHAPES[shape];
    const { role } = roleOf(subject.graph.states.get(name));
    const stages = stagesInWords(subject.questions.find(({ state }) => state === name)?.policy);
    const who =
      shape === 'person' || shape === 'system'
        ? [role, ...stages].map((each) => `<br/>${plain(each)}`).join('')
        : '';
    return `  ${id(name)}${open}"${plain(name)}${who}"${close}:::${shape}`;
  });
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
    ...nodes,
    ...arrows,
    ...styles,
  ].join('\n');
}
