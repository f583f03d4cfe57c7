import { defineProcess } from '#statemachines/words/define-process.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import { answered, approve, ask, choose, run } from '#statemachines/words/words.ts';
import { library } from './library.ts';

/** A process whose approval has stages, by amount. */
export const spending = defineProcess('spending', {
  comment: 'Library: a purchase is approved by amount.',
  startAt: 'Approve the purchase',
  days: 200,
  states: {
    ...approve(
      'Approve the purchase',
      {
        stages: [
          { name: 'the manager', seats: [{ manager: true }], rule: 'single', show: ['amount'] },
          {
            name: 'the board',
            seats: [{ person: 'al@corp.example' }, { person: 'bo@corp.example' }, { group: 'lead' }],
            rule: { atLeast: 2 },
            when: { fact: 'amount', moreThan: 5000 },
          },
        ],
        material: ['amount'],
        beneficiary: 'reader',
      },
      {
        role: 'whoever has to approve it',
        procedure: 'Look at the amount and at what it is for.',
        question: 'May this be bought? The comment goes to the person.',
        show: ['requester', 'amount'],
        hours: 16,
        stage: 'searching',
        next: 'Approved?',
        onSilence: 'Decide in their place',
      },
    ),
    ...ask('Decide in their place', 'group.lead', {
      role: 'head librarian',
      procedure: 'Decide by the amount.',
      question: 'Nobody decided in time. May this be bought? The comment goes to the person.',
      outcomes: ['approve', 'reject'],
      show: ['requester', 'amount'],
      hours: 48,
      stage: 'searching',
      next: 'Approved?',
      onSilence: 'Close undecided',
    }),
    'Approved?': choose([{ when: answered('approve'), next: 'Close as bought' }], 'Close as declined'),
    'Close as bought': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'lent', text: 'It is bought.' },
      next: 'end',
    }),
    'Close as declined': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'not-found', text: '{% $answer.comment %}' },
      next: 'end',
    }),
    'Close undecided': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'not-found', text: 'Nobody decided in time.' },
      next: 'end',
    }),
  },
});

const [lend] = library.services;

/** The invented department, which also buys. */
export const spenders: DepartmentFolder = {
  ...library,
  services: library.services.map(() => ({
    ...(lend ?? library.services[0]),
    process: spending.name,
    dates: ['amount', 'reader'],
  })) as DepartmentFolder['services'],
  processes: [spending],
};
