import { atWork } from '../hr/people-changes.ts';
import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, ask, choose, close, waitUntil } from '../words/words.ts';

const who = { show: ['colleague', 'lastWorkingDay', 'place'], stage: 'ending' } as const;

/** IT: every access of somebody who leaves ends with the last day where they work, not before and not after (row 18). */
export const accessRemoval = defineProcess('access-removal', {
  comment: 'IT: every access ends with the last working day, and the devices come back.',
  startAt: 'Wait for the end of the last day',
  days: 180,
  states: {
    ...waitUntil('Wait for the end of the last day', {
      role: 'desk',
      fact: 'lastWorkingDay',
      days: 1,
      zone: atWork,
      atMostDays: 120,
      next: 'End every access',
      onMissing: 'End every access by hand',
    }),
    ...ask('End every access', 'system', {
      ...who,
      role: 'identity system',
      question: 'End every access of this person now.',
      outcomes: ['completed', 'failed'],
      hours: 1,
      next: 'Ended?',
      onSilence: 'End every access by hand',
    }),
    'Ended?': choose(
      [{ when: answered('completed'), next: 'Collect the devices' }],
      'End every access by hand',
    ),
    ...entrust('End every access by hand', 'group.team', {
      ...who,
      role: 'IT support',
      procedure: 'Block the accounts, then sessions, keys and memberships; ask HR where no day is named.',
      question:
        'The identity system did not end this access. Please end it by hand once the last day is over.',
      outcomes: ['ended'],
      hours: 4,
      page: true,
      next: 'Collect the devices',
      lead: {
        state: 'End it at once with the IT lead',
        role: 'IT lead',
        procedure: 'Block the accounts yourself or stay on the line until it is done.',
        hours: 4,
      },
      meanwhile: {
        state: 'Tell the person access is still open',
        text: 'The last day is over and access is still open. IT keeps calling its people.',
      },
    }),
    ...entrust('Collect the devices', 'group.team', {
      ...who,
      role: 'IT support',
      procedure: 'Fetch laptop, phone and keys from the manager, wipe them, correct the asset record.',
      question: 'Please collect the devices of this colleague from the manager.',
      outcomes: ['collected'],
      hours: 120,
      next: 'Close as removed',
      lead: {
        state: 'Collect them with the IT lead',
        role: 'IT lead',
        procedure: 'Call the manager; what does not come back is written off and reported.',
        hours: 48,
      },
      meanwhile: {
        state: 'Tell the person devices are missing',
        text: 'Devices have not come back yet. IT will call you.',
      },
    }),
    ...close({
      'Close as removed': { outcome: 'done', text: 'Every access has ended; the devices are back.' },
    }),
  },
});
