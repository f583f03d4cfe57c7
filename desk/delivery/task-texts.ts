import { askedNow } from './invitation.ts';
import { missingLines } from './missing-lines.ts';
import { kindOf, matter, nameOf, notice, type Text, type Told, when } from './told.ts';
import { firstSentence, label } from './wording.ts';

/** A mail about a task repeats no more of a person's words than this (characters); the case has them all. */
const LONGEST_WORDS = 4000;

function task(told: Told): Text {
  const { task, links, words } = told;
  if (task === undefined) throw new Error('a mail about a task without the task');
  const { shown: visible, heading, until, toGroup } = askedNow(told, task);
  const shown = Object.entries(visible).map(([name, value]) => `${label(name)}: ${value}`);
  return notice(
    firstSentence(task.question),
    [
      task.question,
      ...(task.of.kind === 'group' && task.of.insteadOf !== undefined
        ? ['We know no manager of this person, so the question comes to you.']
        : []),
      ...heading,
      ...shown,
      ...(words === undefined ? [] : [`They wrote:\n${words.slice(0, LONGEST_WORDS)}`]),
      `Please answer by ${when(told, until)}. Opening the page decides nothing; the button on it does.`,
      ...(toGroup
        ? [
            'Nobody decides on their own request, so the page asks who you are and sends you a link of your own.',
          ]
        : []),
      ...(task.outcomes.includes('approve') && !toGroup
        ? ['Or reply to this mail with a first line that says only “approve” or “reject”.']
        : []),
    ],
    [{ label: 'See and answer', url: links.answer ?? '' }],
  );
}

/** Everything that is missing, in one mail that may be answered by hand or on a page (row 18). */
function missing(told: Told): Text {
  const { of, task, links } = told;
  if (task === undefined) throw new Error('a mail about a task without the task');
  const lines = missingLines(task, of.facts);
  const example = task.fields[0]?.label ?? 'It';
  return notice(
    of.subject,
    [
      `${task.question} This is about your ${kindOf(told)} ${of.reference}; we begin as soon as we know:`,
      lines.join('\n'),
      `Simply reply with a line for each, like “${example}: …” or “1. …”, or fill in the page behind the link. You have time until ${when(told, task.expiresAt)}; after that somebody of ${nameOf(told)} asks you in person.`,
    ],
    [{ label: 'Fill it in', url: links.answer ?? '' }],
  );
}

/** All that teams still want to know of the requester; of one who is told nothing (E4) their department finds it out (row 38). */
function inquiry(told: Told): Text {
  const { of, task, values, links } = told;
  if (task === undefined) throw new Error('a mail about a task without the task');
  const link = { label: 'Answer', url: links.answer ?? '' };
  const until = when(told, task.expiresAt);
  if (task.of.kind !== 'person')
    return notice(
      `${matter(told)}: please find something out`,
      [
        'We do not write to this person ourselves. Please find out from them:',
        values.text ?? '',
        `Please answer by ${until}. Opening the page decides nothing; the button on it does.`,
      ],
      [link],
    );
  const asked = notice(
    of.subject,
    [
      `To go on with your ${kindOf(told)} ${of.reference} we need to know:`,
      values.text ?? '',
      `Simply reply to this mail, in your own words; your answer goes to everybody who asked. You have time until ${until}.`,
    ],
    [link],
  );
  // What a person asks in their own words is no automatic mail (L3).
  return values.by === undefined ? asked : { ...asked, kind: 'words' };
}

/** A doubtful answer decides nothing (A7). */
const NOT_UNDERSTOOD =
  'Nothing was decided by your mail. To decide by mail, reply with a first line that says only “approve” or “reject”; below it you may say why.';

/** What is written about a question: to whoever is asked, and to those who decide. */
export const TASK_TEXTS = {
  task,
  missing,
  inquiry,
  decided: (told) =>
    notice(`${matter(told)} is decided`, [told.values.text ?? '', 'Nothing more is needed of you.']),
  'not-understood': (told) =>
    notice(`${matter(told)}: we did not understand your answer`, [NOT_UNDERSTOOD, told.values.text ?? '']),
  delegated: ({ values }) =>
    notice('Somebody made you their deputy', [
      `From ${values.from} until ${values.until} you decide in the place of ${values.who} where the desk asks for an approval.`,
      'You will be written to as they are; whoever answers first has decided, and it is recorded as yours for them.',
    ]),
} as const satisfies Readonly<Record<string, (told: Told) => Text>>;
