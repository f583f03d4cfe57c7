import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { close } from '../words/words.ts';

const who = {
  show: ['newColleague', 'colleague', 'position', 'place', 'firstDay', 'changeDay'],
  stage: 'fulfilment',
} as const;

/** IT: a colleague who joins or moves has what the position needs, and nothing more (row 18). */
export const accessChange = defineProcess('access-change', {
  comment: 'IT: device and access are set up for a position, and what it does not need is taken away.',
  startAt: 'Prepare device and access',
  days: 120,
  states: {
    ...entrust('Prepare device and access', 'group.team', {
      ...who,
      role: 'IT support',
      procedure: 'Order or prepare the device; set up the accounts of the position, to be valid on the day.',
      question: 'Please prepare device and access for this position by that day.',
      outcomes: ['ready'],
      hours: 336,
      next: 'Take away what is not needed',
      lead: {
        state: 'Prepare it with the IT lead',
        role: 'IT lead',
        procedure: 'See that a device is there on the day: lend one if it has to be.',
        hours: 72,
      },
      meanwhile: {
        state: 'Tell the person it is not ready',
        text: 'Device and access are not ready yet. The IT lead has been reminded.',
      },
    }),
    ...entrust('Take away what is not needed', 'group.team', {
      ...who,
      role: 'IT support',
      procedure: 'Compare with the access of the position: what it does not need ends on the day.',
      question: 'Please look whether this person has access the position does not need, and end it.',
      outcomes: ['done'],
      hours: 72,
      next: 'Close as set up',
      lead: {
        state: 'Take it away with the IT lead',
        role: 'IT lead',
        procedure: 'See that it is ended: access nobody needs is a finding of the audit.',
        hours: 48,
      },
      meanwhile: {
        state: 'Tell the person old access is still there',
        text: 'Access that the position does not need has not been ended yet. IT has been reminded.',
      },
    }),
    ...close({ 'Close as set up': { outcome: 'done', text: 'Device and access fit the position.' } }),
  },
});
