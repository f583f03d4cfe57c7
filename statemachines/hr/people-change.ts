import type { Field } from '#desk/case/fields/field.ts';
import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import type { Part, Process } from '../words/process.ts';
import {
  all,
  answered,
  branchAnswered,
  choose,
  close,
  run,
  THEIR_WORDS,
  together,
  waitUntil,
} from '../words/words.ts';
import { askFirst, hrLead } from './ask-first.ts';
import { atWork } from './people-changes.ts';

/** What is said and done where somebody joins, moves or leaves. */
type PeopleChange = Readonly<{
  comment: string;
  /** What is asked where something is missing. */
  missing: string;
  /** How HR checks it, and the day it stands and falls with. */
  check: Readonly<{ procedure: string; question: string; day: Field }>;
  /** What HR looks at; confidential things too. */
  show: readonly string[];
  /** The departments hear so many days before that day: no earlier than they have to. */
  daysBefore: number;
  /** The parts of the departments, by what they are about. */
  parts: Readonly<Record<string, Part>>;
  inHand: string;
  done: Readonly<{ outcome: string; text: string }>;
}>;

/**
 * Somebody joins, moves or leaves (row 18): everything is known before anything begins, HR confirms it, every department does
 * its part as a case of its own, and the matter ends with the last of them.
 */
export function peopleChange(name: string, of: PeopleChange): Process {
  const { day, ...check } = of.check;
  const seen = { show: of.show, stage: 'hr-check' } as const;
  return defineProcess(name, {
    comment: of.comment,
    startAt: 'Ask for what is missing: is anything missing?',
    days: 365,
    states: {
      ...askFirst(of.missing),
      ...entrust('Check it with HR', 'group.team', {
        ...seen,
        ...check,
        role: 'HR operations',
        fields: [day],
        outcomes: ['confirm', 'reject'],
        hours: 24,
        next: 'Confirmed?',
        lead: { ...hrLead, state: 'Check it with the HR lead' },
        meanwhile: {
          state: 'Tell the person HR has not checked it',
          text: 'HR has not checked this yet and has been reminded. No department has been told so far.',
        },
      }),
      'Confirmed?': choose(
        [{ when: answered('confirm'), next: 'Tell the person it is in hand' }],
        'Close as declined',
      ),
      'Tell the person it is in hand': run('tellRequester', {
        role: 'desk',
        with: { ...THEIR_WORDS, text: of.inHand, facts: { [day.label]: day.name }, stage: 'departments' },
        next: 'Wait until it is time',
      }),
      ...waitUntil('Wait until it is time', {
        role: 'desk',
        fact: day.name,
        days: -of.daysBefore,
        time: '08:00',
        zone: atWork,
        atMostDays: 250,
        next: 'Hand it to the departments',
        // No day, or one so far ahead that it will move: HR says it anew.
        onMissing: 'Check it with HR',
      }),
      'Hand it to the departments': together({
        role: 'desk',
        branches: of.parts,
        next: 'All done?',
      }),
      'All done?': choose(
        [{ when: all(...Object.keys(of.parts).map((part) => branchAnswered(part, 'done'))), next: 'Close' }],
        'See to what is open',
      ),
      ...entrust('See to what is open', 'group.lead', {
        ...seen,
        role: 'HR lead',
        procedure: 'Look which department has not ended its part; have it done, and say so.',
        question: 'Not every department has done its part. Please see to what is open.',
        outcomes: ['done'],
        hours: 48,
        stage: 'with-lead',
        next: 'Close',
        lead: {
          state: 'See to it with the HR partner',
          of: 'group.partner',
          role: 'HR partner',
          procedure: 'See that it is done, and tell the HR lead.',
        },
        meanwhile: {
          state: 'Tell the person what is open',
          text: 'One of the departments has not ended its part yet. The HR lead is on it.',
        },
      }),
      ...close({
        Close: { ...of.done, whileOpen: 'See to what is open' },
        'Close as declined': { outcome: 'declined' },
        'Close as withdrawn': { outcome: 'withdrawn' },
      }),
    },
  });
}
