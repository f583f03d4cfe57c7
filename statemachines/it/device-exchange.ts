import { defineProcess } from '../words/define-process.ts';
import { answered, ask, choose, close } from '../words/words.ts';

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
      next: 'Prepared?',
    }),
    'Prepared?': choose([{ when: answered('completed'), next: 'Exchange the device' }], 'Exchange by hand'),
    ...ask('Exchange the device', 'system', {
      ...system,
      question: 'Hand over the new device and take back the old one.',
      next: 'Exchanged?',
    }),
    'Exchanged?': choose([{ when: answered('completed'), next: 'Close as done' }], 'Exchange by hand'),
    ...ask('Exchange by hand', 'group.team', {
      role: 'IT support',
      procedure: 'Exchange the device with the person and correct the asset record.',
      question:
        'The asset system did not finish this exchange. Please do it by hand. The comment goes to the person.',
      outcomes: ['done', 'cannot'],
      show: ['subject', 'requester', 'message'],
      hours: 72,
      stage: 'fulfilment',
      next: 'Done by hand?',
      onSilence: 'Exchange with the IT lead',
    }),
    ...ask('Exchange with the IT lead', 'group.lead', {
      role: 'IT lead',
      procedure:
        'See that the device is exchanged before its lease ends, or agree with the lessor on more time.',
      question:
        'A leased device was not exchanged in time. Please see to it. The comment goes to the person.',
      outcomes: ['done', 'cannot'],
      show: ['subject', 'requester', 'message'],
      hours: 72,
      stage: 'with-lead',
      next: 'Done by hand?',
      onSilence: 'Close without result',
    }),
    'Done by hand?': choose([{ when: answered('done'), next: 'Close as done' }], 'Close as not possible'),
    ...close({
      'Close as done': { outcome: 'done' },
      'Close as not possible': { outcome: 'not-possible' },
      'Close without result': {
        outcome: 'not-possible',
        text: 'Nobody in IT could exchange your device in time. Please keep using the one you have. We are sorry.',
      },
    }),
  },
});
