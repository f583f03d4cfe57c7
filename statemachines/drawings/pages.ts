import { type Subject, subjectOf } from '../checks/check.ts';
import { onSilence } from '../checks/check-waits.ts';
import { payloadOf, roleOf, stepOf } from '../checks/read-states.ts';
import type { DepartmentFolder } from '../words/department.ts';
import { stagesInWords } from './approval.ts';
import { inWords, isDrawn, timeOf } from './arrows.ts';
import { flowchart } from './flowchart.ts';

const GENERATED = '<!-- Written by `npm run map` from the definitions. Changes by hand are overwritten. -->';

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

/** A date as a process means it: `14 days before lastDay`. */
const dateOf = ({ fact, days }: Subject['readings'][number]): string =>
  days === 0 ? `\`${fact}\`` : `${inWords(Math.abs(days) * 24)} ${days < 0 ? 'before' : 'after'} \`${fact}\``;

/** What a state does, where nobody is asked. */
function doing({ graph, readings, children }: Subject, name: string): string {
  const state = graph.states.get(name);
  const read = readings.find((each) => each.state === name);
  const part = children.find((each) => each.state === name);
  if (read?.atMostDays !== undefined) return `Waits until ${dateOf(read)}, at most ${read.atMostDays} days.`;
  if (read !== undefined) return `Goes through \`${read.fact}\`, all at once.`;
  if (part !== undefined)
    return `Opens a case with ${part.department} (${part.service}) and waits for its end.`;
  if (state?.Type === 'Parallel') {
    const names = graph.inners.filter(({ of }) => of === name).map((each) => each.name);
    return `Goes all ways at once: ${names.join(', ')}.`;
  }
  if (state?.Type === 'Pass') return 'Ends its branch.';
  const { text } = payloadOf(state);
  const words =
    typeof text !== 'string' || text.startsWith('{%') ? 'the comment of whoever answered' : `“${text}”`;
  if (state?.Type === 'Choice') return 'Goes on by the answer.';
  if (stepOf(state) === 'tellRequester') return `Tells the person: ${words}`;
  return stepOf(state) === 'resolveCase' ? `Ends the case and tells the person: ${words}` : '';
}

/** Where silence leads, in words. */
const fallsTo = (subject: Subject, state: string): string => onSilence(subject, state).join(', ');

const rowsOf = (subject: Subject): readonly (readonly string[])[] =>
  [...subject.graph.states.keys()]
    .filter((name) => isDrawn(subject, name))
    .map((name) => {
      const { role, procedure } = roleOf(subject.graph.states.get(name));
      const asked = subject.questions.find(({ state }) => state === name);
      const part = subject.children.find(({ state }) => state === name);
      if (part !== undefined)
        return [name, role, doing(subject, name), '', inWords(part.hours), fallsTo(subject, name)];
      if (asked === undefined) return [name, role, doing(subject, name), '', '', ''];
      const { outcomes } = asked;
      const does = [procedure === '' ? asked.question : procedure, ...stagesInWords(asked.policy)].join(
        '<br>',
      );
      return [name, role, does, outcomes.join(' · '), timeOf(asked), fallsTo(subject, name)];
    });

/** The page of one process: what it is, its drawing, and who does what in it. */
function processPage(subject: Subject): string {
  const { department, process } = subject;
  const services = department.services.filter((service) => service.process === process.name);
  const days = (process.definition.TimeoutSeconds ?? 0) / 86_400;
  return `${[
    GENERATED,
    `# ${department.name}: ${process.name.replaceAll('-', ' ')}`,
    process.definition.Comment.replace(/^[^:]*: (.)/, (_, first: string) => first.toUpperCase()),
    `It serves ${services.map(({ title }) => `*${title}*`).join(' and ')}, and belongs to the ${department.owner}. ` +
      `It may take ${days} days; then it is stopped and an [alarm](../runbook.md#process-failed) rings. ` +
      `Version \`${process.version}\`.`,
    `\`\`\`mermaid\n${flowchart(subject)}\n\`\`\``,
    `[The same as a picture](${subject.department.id}-${process.name}.svg), with how long everybody has and what is promised.`,
    'Round: a person. Double border: a system. Slanted: the end. Dashed: nobody answered in time, or the system was ' +
      'out of reach. Before a silence counts, the desk looks once more whether an answer came in time.',
    table(['State', 'Who', 'What they do', 'Answers', 'Time', 'After silence'], rowsOf(subject)),
  ].join('\n\n')}\n`;
}

/** Who acts in which state, over all departments. */
function responsibilities(subjects: readonly Subject[]): string {
  const departments = [...new Set(subjects.map(({ department }) => department))];
  const parts = departments.map((department) => {
    const rows = subjects
      .filter((subject) => subject.department === department)
      .flatMap((subject) =>
        subject.questions.map((asked) => {
          const { state, of } = asked;
          const { role } = roleOf(subject.graph.states.get(state));
          const group = department.groups[of];
          const page = `${department.id}-${subject.process.name}.md`;
          const whom = group === undefined ? '' : `\`${group}\``;
          return [
            role,
            whom,
            state,
            `[${subject.process.name}](${page})`,
            timeOf(asked),
            fallsTo(subject, state),
          ];
        }),
      )
      .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0));
    const head = `## ${department.name}\n\nOwner: ${department.owner}. Sponsor: ${department.sponsor}.`;
    return `${head}\n\n${table(['Who', 'Group', 'Acts in', 'Process', 'Time', 'After silence'], rows)}`;
  });
  const intro =
    'Who acts in which state, how long they have, and where the question goes when they are silent. What nobody is asked, the desk does itself.';
  return `${[GENERATED, '# Responsibilities', intro, ...parts].join('\n\n')}\n`;
}

/** Every page about the processes of these departments, by file name. */
export function pagesOf(departments: readonly DepartmentFolder[]): ReadonlyMap<string, string> {
  const subjects = departments.flatMap((department) =>
    department.processes.map((process) => subjectOf(department, process)),
  );
  return new Map([
    ...subjects.map((subject): [string, string] => [
      `${subject.department.id}-${subject.process.name}.md`,
      processPage(subject),
    ]),
    ['responsibilities.md', responsibilities(subjects)],
  ]);
}
