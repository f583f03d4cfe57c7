import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, choose, close, run, waitUntil } from '../words/words.ts';

const move = { show: ['requester', 'moveDate', 'what', 'where'] } as const;

const lead = {
  role: 'facilities lead',
  procedure: 'Find out what it is waiting for, and see that people can work on the day after the move.',
} as const;

/** Facilities: people and their things move on a day that is agreed; the new place is ready before, IT comes along. */
export const officeMove = defineProcess('office-move', {
  comment: 'Facilities: a move is planned, prepared, carried out, and the devices work in the new place.',
  startAt: 'Plan the move',
  days: 365,
  states: {
    ...entrust('Plan the move', 'group.movers', {
      role: 'move coordinator',
      procedure: 'Agree on the day with the person; count desks and devices; look whether the place is free.',
      question: 'What moves where, and when? If it cannot, say why: the comment goes to the person.',
      outcomes: ['planned', 'cannot'],
      fields: [
        { name: 'moveDate', label: 'Day of the move', type: 'date' },
        { name: 'what', label: 'What moves: people, desks, devices', type: 'text' },
        { name: 'where', label: 'From where to where', type: 'text' },
      ],
      show: ['subject', 'requester', 'message', 'moveDate'],
      hours: 72,
      stage: 'planning',
      next: 'Planned?',
      lead: { ...lead, state: 'Plan it with the facilities lead' },
      meanwhile: {
        state: 'Tell the person it is not planned yet',
        text: 'Your move is not planned yet. Please do not pack. The facilities lead has been reminded.',
      },
    }),
    'Planned?': choose(
      [{ when: answered('planned'), next: 'Tell the person the day' }],
      'Close as not possible',
    ),
    'Tell the person the day': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'Your move is planned. Boxes come the week before; please pack the evening before.',
        facts: { Day: 'moveDate', What: 'what', Where: 'where' },
        stage: 'planned',
      },
      next: 'Wait for the week before',
    }),
    ...waitUntil('Wait for the week before', {
      role: 'desk',
      fact: 'moveDate',
      days: -7,
      time: '08:00',
      atMostDays: 300,
      next: 'Prepare the new place',
      onMissing: 'Prepare the new place',
    }),
    ...entrust('Prepare the new place', 'group.engineers', {
      ...move,
      role: 'building engineer',
      procedure: 'Clean it, set up desks, look at light, power and sockets; bring the boxes.',
      question: 'Please prepare the new place for this move, and bring boxes.',
      outcomes: ['ready'],
      hours: 72,
      stage: 'preparing',
      next: 'Move the things',
      lead: { ...lead, state: 'Prepare it with the facilities lead', hours: 24 },
      meanwhile: {
        state: 'Tell the person the place is not ready',
        text: 'Your new place is not ready yet. The facilities lead is on it; please keep to the day of your move.',
      },
    }),
    ...entrust('Move the things', 'group.movers', {
      ...move,
      role: 'move coordinator',
      procedure: 'Move what was packed on the day, look that everything came, take the boxes back.',
      question: 'Please move this on its day, and say so once it is there.',
      outcomes: ['moved'],
      hours: 240,
      stage: 'moving',
      next: 'Connect the devices',
      lead: { ...lead, state: 'Move them with the facilities lead', hours: 48 },
      meanwhile: {
        state: 'Tell the person it has not moved',
        text: 'Your things have not been moved. The facilities lead has been told and will call you.',
      },
    }),
    // IT's own people; what else IT has to do for a move is a request to IT.
    ...entrust('Connect the devices', 'group.it', {
      ...move,
      role: 'IT support',
      procedure: 'Connect screens, phones and network sockets in the new place, and try them.',
      question: 'A move is done. Please see that the devices work in the new place.',
      outcomes: ['connected'],
      hours: 24,
      stage: 'moving',
      next: 'Close as moved',
      lead: { ...lead, state: 'Connect them with the facilities lead', hours: 24 },
      meanwhile: {
        state: 'Tell the person the devices are not connected',
        text: 'Your things are there, but your devices are not connected yet. IT has been reminded.',
      },
    }),
    ...close({
      'Close as moved': { outcome: 'done', text: 'Everything is in its new place, and works.' },
      'Close as not possible': { outcome: 'not-possible' },
    }),
  },
});
