import type { Case } from '../case/case.ts';
import { isQuiet, isUrgent } from '../case/quiet.ts';
import type { Catalogue } from '../department.ts';
import { countsFrom } from '../sla/counts-from.ts';
import type { Task } from '../task/task.ts';
import { confirmAddress, FILE_TEXTS } from './door-texts.ts';
import type { MailTemplate } from './effect.ts';
import { askedNow } from './invitation.ts';
import type { MailKind } from './mail.ts';
import { missingLines } from './missing-lines.ts';
import { inOwnWords } from './own-texts.ts';
import { careWords, contactsOf, emergencyWords, QUIET_SUBJECT } from './urgent-texts.ts';
import { firstSentence, inZone, label, stageWord } from './wording.ts';

/** What a mail says, before it is mail. */
export type Text = Readonly<{
  kind: MailKind;
  subject: string;
  paragraphs: readonly string[];
  links: readonly Link[];
}>;

/** A link of a mail with the words around it. */
export type Link = Readonly<{ label: string; url: string }>;

/** Everything a text may speak of. */
export type Told = Readonly<{
  of: Case;
  catalogue: Catalogue;
  values: Readonly<Record<string, string>>;
  /** A person's words, when the mail carries them. */
  words?: string;
  task?: Task;
  /** The links the mail needs: the answer page, the two survey answers. */
  links: Readonly<Record<string, string>>;
}>;

const kindOf = ({ of, catalogue }: Told) =>
  catalogue.department(of.department).words.kinds[of.kind] ?? 'matter';
const stageOf = ({ of, catalogue }: Told, stage = of.stage) => stageWord(catalogue, of.department, stage);
const nameOf = ({ of, catalogue }: Told) => catalogue.department(of.department).name;

const when = ({ catalogue, of }: Told, instant: string) => inZone(catalogue, of.department, instant);

const notice = (subject: string, paragraphs: readonly string[], links: readonly Link[] = []): Text => ({
  kind: 'notification',
  subject,
  paragraphs,
  links,
});

/** The subject of a case in a mail to somebody who may not know its words (A10). */
const matter = (told: Told) => `${nameOf(told)} ${kindOf(told)} ${told.of.reference}`;

/** A mail about a task repeats no more of a person's words than this (characters); the case has them all. */
const LONGEST_WORDS = 4000;

function task(told: Told): Text {
  const { task, links, words } = told;
  if (task === undefined) throw new Error('a mail about a task without the task');
  const { shown: visible, heading, until } = askedNow(told, task);
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
      ...(task.outcomes.includes('approve')
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

function resolved(told: Told): Text {
  const { of, values, links } = told;
  const text = values.text?.trim();
  if (of.kind === 'emergency')
    return notice(of.subject, [
      `The ${kindOf(told)} ${of.reference} is ${stageOf(told, values.outcome ?? of.stage)}.`,
      ...(text ? [text] : []),
      'If it is not over where you are, call the emergency number first; then reply to this mail.',
    ]);
  return notice(
    of.subject,
    [
      `Your ${kindOf(told)} ${of.reference} is ${stageOf(told, values.outcome ?? of.stage)}.`,
      ...(text ? [text] : []),
      'Did this help? If not, simply reply to this mail and it is opened again.',
    ],
    isUrgent(of) || of.parent !== undefined
      ? []
      : [
          { label: 'Yes, it helped', url: links.yes ?? '' },
          { label: 'No, it did not', url: links.no ?? '' },
        ],
  );
}

/** The subject of a mail to the requester: their own, unless even that is nobody's business. */
const subjectOf = (of: Case): string => (isQuiet(of) ? QUIET_SUBJECT : of.subject);

/** Who writes outside hours learns when somebody is there again, because nothing counts before (L7). */
function comesBack(told: Told): readonly string[] {
  const opens = countsFrom(told.catalogue, told.of);
  return opens === undefined ? [] : [`Nobody is here just now. We begin ${when(told, opens)}.`];
}

function acknowledgement(told: Told): Text {
  const { of, catalogue } = told;
  if (of.kind === 'care' || of.kind === 'emergency') {
    const contacts = contactsOf(catalogue, of);
    const paragraphs = of.kind === 'care' ? careWords(contacts) : emergencyWords(contacts);
    return { kind: 'acknowledgement', subject: subjectOf(of), paragraphs, links: [] };
  }
  return {
    kind: 'acknowledgement',
    // Nothing of what the sender wrote is repeated in the text: an acknowledgement is no relay for strangers (P19).
    subject: of.subject,
    paragraphs: [
      `We have your ${kindOf(told)}. Its number is ${of.reference}, and ${nameOf(told)} takes care of it.`,
      ...(of.dueAt === undefined || of.dueAt.startsWith('9999')
        ? []
        : [...comesBack(told), `You will hear from us by ${when(told, of.dueAt)}.`]),
      'To add something, simply reply to this mail.',
    ],
    links: [],
  };
}

/** A doubtful answer decides nothing (A7). */
const NOT_UNDERSTOOD =
  'Nothing was decided by your mail. To decide by mail, reply with a first line that says only “approve” or “reject”; below it you may say why.';

const clock = (name = '') =>
  PROMISES[name] ??
  name
    .replace(/^ola:/, 'our part: ')
    .replace(/^uc:/, 'supplier: ')
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase();

const PROMISES: Readonly<Record<string, string>> = {
  ack: 'acknowledgement',
  update: 'news',
  e2e: 'the whole matter',
};

/** Why somebody was not reached, as the owner of a case reads it. */
const RETURNED: Readonly<Record<string, (to: string) => string>> = {
  bounce: (to) => `Our mail to ${to} came back: the address takes no mail.`,
  complaint: (to) => `Our mail to ${to} was reported as unwanted.`,
  suppressed: (to) => `Our mail to ${to} was not sent, because earlier mail to this address came back.`,
  address: (to) => `No mail can be sent to ${to}: our mail service does not take such an address.`,
};

/** How far a promise is: `75 % of the time is used up`, `30 minutes are left`. */
const usedUp = (threshold = '') =>
  threshold.startsWith('before:')
    ? `${Math.round(Number(threshold.slice(7)) / 60)} minutes are left`
    : threshold === '0'
      ? 'somebody is needed now'
      : `${threshold} % of the time is used up`;

const TEXTS: Readonly<Record<MailTemplate, (told: Told) => Text>> = {
  acknowledgement,
  task,
  missing,
  forwarded: ({ values, words }) =>
    notice(values.subject ?? 'A message for you', [
      `${values.from} wrote this to us. ${values.department} does not take part in this desk yet, so we pass it on and keep no copy.`,
      words ?? '',
      `Please answer ${values.from} directly; an answer to this mail reaches only us.`,
    ]),
  'not-served': ({ values }) =>
    notice(values.subject ?? 'Your message', [
      values.contact === undefined
        ? `${values.department} does not take part in this desk yet. Please turn to them directly; we have kept nothing of your message.`
        : `${values.department} does not take part in this desk yet. We have passed your message on to ${values.contact}; please write there from now on. We have kept nothing of it, and files were not passed on.`,
    ]),
  decided: (told) =>
    notice(`${matter(told)} is decided`, [told.values.text ?? '', 'Nothing more is needed of you.']),
  'not-understood': (told) =>
    notice(`${matter(told)}: we did not understand your answer`, [NOT_UNDERSTOOD, told.values.text ?? '']),
  delegated: ({ values }) =>
    notice('Somebody made you their deputy', [
      `From ${values.from} until ${values.until} you decide in the place of ${values.who} where the desk asks for an approval.`,
      'You will be written to as they are; whoever answers first has decided, and it is recorded as yours for them.',
    ]),
  resolved,
  escalated: (told) =>
    notice(`${matter(told)} is escalated to you`, [
      told.values.escalation === 'functional'
        ? `It is handed over to you. It is ${stageOf(told)}.`
        : `You are told because you answer for it; whoever works on it goes on. It is ${stageOf(told)}.`,
      ...(told.values.text?.trim() ? [told.values.text.trim()] : []),
    ]),
  cancelled: (told) =>
    notice(told.of.subject, [
      `Your ${kindOf(told)} ${told.of.reference} is cancelled; nothing more is done about it.`,
      ...(told.values.text?.trim() ? [told.values.text.trim()] : []),
      'If you need it after all, simply write to us again.',
    ]),
  message: ({ of, words }) => ({
    kind: 'words',
    subject: subjectOf(of),
    paragraphs: [words ?? ''],
    links: [],
  }),
  question: ({ of, words }) => ({
    kind: 'words',
    subject: subjectOf(of),
    paragraphs: [
      words ?? '',
      ...(isQuiet(of) ? [] : ['Please reply to this mail; until then we wait for you.']),
    ],
    links: [],
  }),
  told: (told) =>
    notice(told.of.subject, [
      told.values.text ?? '',
      `This is about your ${kindOf(told)} ${told.of.reference}.`,
    ]),
  reopened: (told) =>
    notice(`${matter(told)} was opened again`, ['The person wrote again or said that it did not help.']),
  'new-message': (told) => notice(`${matter(told)} has a new message`, ['The person wrote again.']),
  'sla-warning': (told) =>
    notice(`${matter(told)}: ${usedUp(told.values.threshold)}`, [
      `The promise of ${clock(told.values.clock)}: ${usedUp(told.values.threshold)}. It is ${stageOf(told)}.`,
    ]),
  'sla-breach': (told) =>
    notice(`${matter(told)}: a promise was not kept`, [
      `The promise of ${clock(told.values.clock)} was due on ${when(told, told.values.due ?? '')}. It is ${stageOf(told)}.`,
    ]),
  'delivery-failed': (told) =>
    notice(`${matter(told)}: your system could not be reached`, [
      `The desk could not hand this task to the system of ${nameOf(told)} (${told.values.cause ?? 'no cause given'}), so people are asked to do it.`,
      'Please have a look at the system and at its endpoint.',
    ]),
  'mail-stopped': (told) =>
    notice(`${matter(told)}: too many automatic mails`, [
      `The desk stopped writing to ${told.values.to ?? ''} by itself: it was about to send more within an hour or a day than anybody needs. Perhaps a machine answers each of our mails.`,
      'Mail from there that would begin something new is kept for you to look at. What people write is sent as ever.',
    ]),
  'mail-returned': (told) =>
    notice(`${matter(told)}: a mail did not arrive`, [
      RETURNED[told.values.cause ?? '']?.(told.values.to ?? '') ?? '',
      'Until somebody writes to us from this address, the desk sends nothing there by itself. Please reach the person another way.',
    ]),
  merged: (told) =>
    notice(told.of.subject, [
      told.values.reference === undefined
        ? `Your ${kindOf(told)} ${told.of.reference} is dealt with together with another matter.`
        : `Your ${kindOf(told)} ${told.of.reference} is dealt with together with ${told.values.reference}.`,
      'You need not do anything. To add something, simply reply to this mail.',
    ]),
  'merged-resolved': (told) =>
    notice(told.of.subject, [
      `Your ${kindOf(told)} ${told.of.reference} is ${stageOf(told, told.values.outcome)}.`,
      'If this does not help, simply reply to this mail and it is opened again.',
    ]),
  reminder: (told) =>
    notice(told.of.subject, [
      `We still wait for your answer about your ${kindOf(told)} ${told.of.reference}.`,
      `Without an answer ${nameOf(told)} closes it on ${when(told, told.values.closesAt ?? '')}. A plain reply to this mail keeps it open.`,
    ]),
  'closed-unanswered': (told) =>
    notice(told.of.subject, [
      `We had no answer from you, so ${nameOf(told)} has closed your ${kindOf(told)} ${told.of.reference}.`,
      'If you still need us, simply reply to this mail and it is opened again.',
    ]),
  continued: (told) => notice(`${matter(told)} goes on`, ['The date until which it was to rest has come.']),
  ...FILE_TEXTS,
  'confirm-address': confirmAddress,
  oversized: ({ values }) =>
    notice('Your mail was too large for us', [
      `We could not take your mail in: ${values.reason ?? 'it is too large'}.`,
      'Please send it again with smaller or fewer attachments.',
    ]),
};

/** What a mail says, in the words of the department whose case it is about (row 16). Pure: the same input gives the same mail. */
export const textOf = (template: MailTemplate, told: Told): Text =>
  inOwnWords(template, told, TEXTS[template](told));
