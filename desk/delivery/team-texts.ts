import { matter, nameOf, notice, stageOf, type Text, type Told, when } from './told.ts';

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

const ASKED_FOR: Readonly<Record<string, string>> = {
  history: 'what happened in it and when, without a word of it',
  words: 'what happened in it, with the words',
};

/** Somebody who may not see a case asks to read it, or may for a time: its people hear of it before anything is read (row 28). */
function glass(told: Told): Text {
  const { by, second, lines, what = '', hours, reason, until = '', state } = told.values;
  const agreed = state === 'agreed';
  return notice(`${matter(told)}: ${agreed ? 'somebody may read it' : 'somebody asks to read it'}`, [
    `${by} (${lines}) ${agreed ? 'may read' : 'asks to read'} ${ASKED_FOR[what] ?? what}.`,
    `Why: ${reason}`,
    agreed
      ? `${second} has agreed. It ends by itself on ${when(told, until)}, and nothing can be changed that way.`
      : `It opens nothing before ${second} agrees, then for ${hours} hours; without that it lapses on ${when(told, until)}.`,
    'If this is not right, please speak with both of them at once. All of it stands in the history of the case.',
  ]);
}

/** What those are written who work on a case, or answer for it. */
export const TEAM_TEXTS = {
  glass,
  escalated: (told) =>
    notice(`${matter(told)} is escalated to you`, [
      told.values.escalation === 'functional'
        ? `It is handed over to you. It is ${stageOf(told)}.`
        : `You are told because you answer for it; whoever works on it goes on. It is ${stageOf(told)}.`,
      ...(told.values.text?.trim() ? [told.values.text.trim()] : []),
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
  'endpoint-disabled': (told) =>
    notice(`The desk asks the system of ${nameOf(told)} nothing any more`, [
      `The system of ${nameOf(told)} answered that it is gone (410) when it was asked about ${told.of.reference}, so the desk has switched it off. You are told this once.`,
      'Until it is switched on again, people are asked to do by hand what it would have done.',
      `When it is back, or its new address is set, whoever leads ${nameOf(told)} switches it on: POST /departments/${told.of.department}/endpoint/activation. The desk calls it first, and goes on only if it answers.`,
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
  continued: (told) => notice(`${matter(told)} goes on`, ['The date until which it was to rest has come.']),
} as const satisfies Readonly<Record<string, (told: Told) => Text>>;
