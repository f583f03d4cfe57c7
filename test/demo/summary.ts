import type { Performance } from './act.ts';
import type { Seen } from './stage.ts';
import type { DemoSystem } from './systems.ts';

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** From the first word to the first answer of a person or a process; the acknowledgement is none. */
function firstAnswerSeconds({ openedAt, history }: Seen): number | undefined {
  const answer = history.find(
    ({ type, template }) => type === 'MessageSent' && template !== 'acknowledgement',
  );
  return answer && (Date.parse(answer.at) - Date.parse(openedAt)) / 1000;
}

const spoken = (seconds: number) =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

/** A promise is broken once all of its time was used up. */
const broken = ({ clocks }: Seen) =>
  Object.values(clocks).filter(({ fired }) => fired.some((percent) => percent >= 100)).length;

function departmentLines(cases: readonly Seen[]): string[] {
  const names = [...new Set(cases.map(({ department }) => department))].sort();
  return names.map((department) => {
    const own = cases.filter((one) => one.department === department);
    const promises = own.reduce((sum, { clocks }) => sum + Object.keys(clocks).length, 0);
    const lost = own.reduce((sum, one) => sum + broken(one), 0);
    const closed = own.filter(({ status }) => status === 'closed').length;
    const kept = lost === 0 ? `all ${promises} promises kept` : `${lost} of ${promises} promises BROKEN`;
    return `  ${department.padEnd(11)} ${count(own.length, 'case')}, ${closed} confirmed and closed, ${own.length - closed} solved; ${kept}`;
  });
}

function answerLine(cases: readonly Seen[]): string[] {
  const times = cases.flatMap((one) => firstAnswerSeconds(one) ?? []).sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)];
  const last = times.at(-1);
  return middle === undefined || last === undefined
    ? []
    : [`First answer: in the middle after ${spoken(middle)}, at the latest after ${spoken(last)}.`];
}

function asideLines(all: readonly Performance[]): string[] {
  const aside = all.filter(({ row }) => row !== undefined && !['opened', 'appended'].includes(row.class));
  return aside.map(
    ({ story, row }) => `  ${row?.class}${row?.cause ? ` (${row.cause})` : ''}: ${story.title}`,
  );
}

function systemLines(cases: readonly Seen[], systems: readonly DemoSystem[]): string[] {
  return systems.flatMap(({ department, asked }) => {
    const failed = asked.filter(({ status }) => status !== 200);
    return [...new Set(failed.map(({ data }) => data.requester))].flatMap((requester) => {
      const one = cases.find((each) => each.requester.address === requester);
      if (one === undefined) return [];
      const tries = failed.filter(({ data }) => data.requester === requester).map(({ status }) => status);
      const fall = one.history.findIndex(({ type }) => type === 'DeliveryFailed');
      const then = one.history.slice(fall).find(({ type }) => type === 'TaskAsked');
      const end =
        fall === -1
          ? 'it came back and did the work itself'
          : `${String(then?.of).replace(/@.*/, '')} stepped in`;
      return [`  ${department}: answered ${tries.join(', ')} about ${one.reference}; ${end}`];
    });
  });
}

/** What somebody who leads a service desk would want to read. */
export function summaryOf(
  all: readonly Performance[],
  systems: readonly DemoSystem[],
  seconds: number,
): string {
  const cases = all.flatMap(({ seen }) => seen ?? []);
  const replies = cases.reduce(
    (sum, { history }) => sum + history.filter(({ type }) => type === 'MessageReceived').length,
    0,
  );
  const helped = cases.filter(({ history }) =>
    history.some(({ type, helped }) => type === 'SurveyAnswered' && helped === true),
  ).length;
  const failures = all.filter(({ failure }) => failure !== undefined);
  const aside = asideLines(all);
  const down = systemLines(cases, systems);
  return [
    `${count(all.length + replies, 'mail')} came in: ${count(cases.length, 'case')} opened, ${count(replies, 'reply', 'replies')} joined to theirs, ${aside.length} set aside. It took ${Math.round(seconds)} s.`,
    '',
    ...departmentLines(cases),
    '',
    ...answerLine(cases),
    `${helped} of ${cases.length} requesters said that it helped; the others were not heard yet.`,
    '',
    'Set aside, each with its reason in the books:',
    ...aside,
    '',
    'Systems that were down:',
    ...(down.length > 0 ? down : ['  none']),
    '',
    failures.length === 0
      ? `All ${all.length} expectations were met.`
      : `${failures.length} of ${all.length} expectations were NOT met:`,
    ...failures.map(({ story, failure }) => `  ${story.title}: ${failure}`),
  ].join('\n');
}
