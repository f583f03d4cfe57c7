import { entrust } from '../words/entrust.ts';
import { run, THEIR_WORDS } from '../words/words.ts';

const matter = { show: ['subject', 'requester', 'message'] } as const;

/**
 * Many people are affected at once: somebody is declared to lead, everybody else works for them, and what caused it is
 * written down while it is fresh. What others reported is linked to it as caused by it, and ends with the same answer.
 */
export const majorIncident = {
  'Tell the person many are affected': run('tellRequester', {
    role: 'desk',
    with: {
      ...THEIR_WORDS,
      text: 'Many people are affected by this, so one coordinator leads the work now. You hear from us when it works again.',
      stage: 'major',
    },
    next: 'Lead the major incident',
  }),
  ...entrust('Lead the major incident', 'group.major', {
    ...matter,
    role: 'major incident coordinator',
    procedure:
      'Declare that you lead; call in who is needed; link what others report as caused by this; keep times.',
    question: 'Please lead this major incident until it works again.',
    outcomes: ['restored'],
    fields: [
      { name: 'impact', label: 'Who was affected, from when until when', type: 'text' },
      { name: 'remedy', label: 'What made it work again', type: 'text' },
    ],
    hours: 2,
    stage: 'major',
    next: 'Write down the cause',
    lead: {
      state: 'Lead it with the IT lead',
      role: 'IT lead',
      procedure: 'Nobody leads: lead yourself or declare who does, now.',
      hours: 2,
    },
    meanwhile: {
      state: 'Tell the person we are still at it',
      text: 'It does not work yet. Everybody who can help is working on it.',
    },
  }),
  ...entrust('Write down the cause', 'group.major', {
    role: 'major incident coordinator',
    procedure:
      'Meet within three days, without blame: what happened, why, what changes; open a known problem.',
    question:
      'It works again. What was the cause? The comment goes to the person and to all whose report is linked.',
    outcomes: ['written'],
    show: ['subject', 'requester', 'impact', 'remedy'],
    hours: 72,
    stage: 'review',
    next: 'Close for everybody',
    lead: {
      state: 'Write it down with the IT lead',
      role: 'IT lead',
      procedure: 'See that the meeting takes place, and that somebody writes.',
      hours: 48,
    },
    meanwhile: {
      state: 'Tell the person the cause is not known yet',
      text: 'It works again. We are still finding out why it happened.',
    },
  }),
};
