import { isInquired, linesOf } from '../task/inquiry/inquiry.ts';
import { confirmAddress, DOOR_TEXTS, FILE_TEXTS } from './door-texts.ts';
import type { MailTemplate } from './effect.ts';
import { inOwnWords } from './own-texts.ts';
import { REQUESTER_TEXTS } from './requester-texts.ts';
import { TASK_TEXTS } from './task-texts.ts';
import { TEAM_TEXTS } from './team-texts.ts';
import { type Link, notice, type Text, type Told } from './told.ts';

/** Everything that is still asked of a requester, in the words it was asked in (P21): what is missing, and what teams want to know. */
function askedAgain(told: Told): Text {
  const { again = [], links, of, values } = told;
  const open = again.filter(isInquired);
  const topics = open.filter(
    ({ inquiry: { topic } }, at) => open.findIndex(({ inquiry }) => inquiry.topic === topic) === at,
  );
  const [first] = open.toSorted((a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt));
  const said = [
    ...again
      .filter((task) => !isInquired(task))
      .map((task) => textOf('missing', { ...told, task, links: { answer: links[task.ref] ?? '' } })),
    ...(first === undefined
      ? []
      : [
          textOf('inquiry', {
            ...told,
            task: first,
            values: { ...values, text: linesOf(topics) },
            links: { answer: links[first.ref] ?? '' },
          }),
        ]),
  ];
  return notice(
    of.subject,
    ['This is a reminder: we still wait for your answer.', ...said.flatMap(({ paragraphs }) => paragraphs)],
    said.flatMap((each) => each.links),
  );
}

/** Every mail of the desk, by subject. */
const TEXTS: Readonly<Record<MailTemplate, (told: Told) => Text>> = {
  ...REQUESTER_TEXTS,
  ...TASK_TEXTS,
  ...TEAM_TEXTS,
  ...FILE_TEXTS,
  ...DOOR_TEXTS,
  'confirm-address': confirmAddress,
  'asked-again': askedAgain,
};

/** The mails that lead their reader to where the case stands (E11); a chat and a mail in danger or distress have no such link. */
const LEADING: ReadonlySet<MailTemplate> = new Set([
  'acknowledgement',
  'told',
  'merged',
  'reminder',
  'asked-again',
]);

const toSee = (template: MailTemplate, { links: { status } }: Told): readonly Link[] =>
  status === undefined || !LEADING.has(template) ? [] : [{ label: 'See how it stands', url: status }];

/** What a mail says, in the words of the department whose case it is about (row 16). Pure: the same input gives the same mail. */
export function textOf(template: MailTemplate, told: Told): Text {
  const text = inOwnWords(template, told, TEXTS[template](told));
  return { ...text, links: [...text.links, ...toSee(template, told)] };
}
