import { isQuiet, isUrgent } from '../case/quiet.ts';
import { countsFrom } from '../sla/counts-from.ts';
import { kindOf, nameOf, notice, stageOf, subjectOf, type Text, type Told, when } from './told.ts';
import { careWords, contactsOf, emergencyWords } from './urgent-texts.ts';

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

/** What a requester is written about their case. */
export const REQUESTER_TEXTS = {
  acknowledgement,
  resolved,
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
  told: (told) => ({
    ...notice(told.of.subject, [
      told.values.text ?? '',
      `This is about your ${kindOf(told)} ${told.of.reference}.`,
    ]),
    // With the words of somebody who answered it is no automatic mail (L3).
    ...(told.values.by !== undefined && { kind: 'words' }),
  }),
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
} as const satisfies Readonly<Record<string, (told: Told) => Text>>;
