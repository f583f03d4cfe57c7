import { defineProcess } from '../words/define-process.ts';
import { answered, ask, choose, run } from '../words/words.ts';

const system = {
  role: 'asset system',
  outcomes: ['completed', 'failed'],
  show: ['requester'],
  hours: 72,
  onSilence: 'Exchange by hand',
} as const;

/** IT: a leased device is exchanged by the asset system in three steps; people step in where it fails. */
export const deviceExchange = defineProcess('device-exchange', {
  comment: 'IT: a device at the end of its lease is exchanged by the asset system.',
  startAt: 'Reserve a device',
  days: 90,
  states: {
    ...ask('Reserve a device', 'system', {
      ...system,
      question: 'Reserve a device of the same class.',
      stage: 'fulfilment',
      next: 'Reserved?',
    }),
    'Reserved?': choose([{ when: answered('completed'), next: 'Prepare the device' }], 'Exchange by hand'),
    ...ask('Prepare the device', 'system', {
      ...system,
      question: 'Prepare the reserved device for the person.',
      next: 'Exchange the device',
    }),
    ...ask('Exchange the device', 'system', {
      ...system,
      question: 'Hand over the new device and take back the old one.',
      next: 'Exchanged?',
    }),
    'Exchanged?': choose([{ when: answered('completed'), next: 'Close as done' }], 'Exchange by hand'),
    ...ask('Exchange by hand', 'group.team', {
      role: 'IT support',
      procedure: 'Exchange the device with the person and correct the asset record.',
      question: 'The asset system did not finish this exchange. Please do it by hand.',
      outcomes: ['done', 'cannot'],
      show: ['subject', 'requester'],
      hours: 72,
      stage: 'with-lead',
      next: 'Done by hand?',
      onSilence: 'Close as not possible',
    }),
    'Done by hand?': choose([{ when: answered('done'), next: 'Close as done' }], 'Close as not possible'),
    'Close as done': run('resolveCase', { role: 'desk', with: { outcome: 'done' }, next: 'end' }),
    'Close as not possible': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'not-possible' },
      next: 'end',
    }),
  },
});
