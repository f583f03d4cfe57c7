import { entrust } from '../words/entrust.ts';
import { answered, choose, complete } from '../words/words.ts';

export const hrLead = {
  role: 'HR lead',
  procedure: 'See that HR operations does it today, or do it yourself.',
} as const;

/**
 * Nothing begins half-filled (row 18): what is missing is asked of whoever wrote, all of it in one mail; where that does
 * not help HR finds out in person.
 */
export const askFirst = (question: string) =>
  ({
    ...complete('Ask for what is missing', {
      role: 'requester',
      procedure: 'Reply with what is asked for, or fill in the page.',
      question: question,
      hours: 120,
      next: 'Check it with HR',
      onSilence: 'Find out in person',
    }),
    ...entrust('Find out in person', 'group.team', {
      role: 'HR operations',
      procedure: 'Call whoever wrote and enter what they say; end the matter if there is nothing to do.',
      question: 'Something we need is still missing. Please find out. The comment goes to the person.',
      outcomes: ['known', 'withdrawn'],
      fields: 'missing',
      show: ['requester', 'message'],
      hours: 48,
      stage: 'hr-check',
      next: 'Known?',
      lead: { ...hrLead, state: 'Find out with the HR lead' },
      meanwhile: {
        state: 'Tell the person we still need it',
        text: 'We cannot begin yet, because something we asked you for is missing. HR will call you.',
      },
    }),
    'Known?': choose([{ when: answered('known'), next: 'Check it with HR' }], 'Close as withdrawn'),
  }) as const;
