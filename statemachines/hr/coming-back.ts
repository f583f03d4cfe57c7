import { entrust } from '../words/entrust.ts';
import { waitUntil } from '../words/words.ts';

/** What may be known of a medical leave outside HR: who, and when. */
export const dates = { show: ['requester', 'from', 'returnDate'] } as const;

/** On the day of return HR talks with the person, and learns whether they are back. */
export const comingBack = {
  ...waitUntil('Wait for the return', {
    role: 'desk',
    fact: 'returnDate',
    time: '08:00',
    atMostDays: 300,
    next: 'Talk about the return',
    onMissing: 'Talk about the return',
  }),
  ...entrust('Talk about the return', 'group.team', {
    ...dates,
    role: 'HR operations',
    procedure:
      'Meet the person in the first week: what helps, what has changed? If they are not back, say longer.',
    question: 'Please talk with this person about the return, or say that the leave takes longer.',
    outcomes: ['back', 'longer'],
    hours: 120,
    stage: 'returning',
    next: 'Back at work?',
    lead: {
      state: 'Talk with the HR lead',
      role: 'HR lead',
      procedure: 'Hold the talk; nobody comes back unnoticed.',
    },
    meanwhile: {
      state: 'Tell the person we will talk',
      text: 'Welcome back. We have not talked with you yet; HR has been reminded and will call you.',
    },
  }),
};
