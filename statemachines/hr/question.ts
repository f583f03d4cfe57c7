import { defineProcess } from '../words/define-process.ts';
import { answered, ask, choose, close, inquire, run, WHAT_THEY_ASK } from '../words/words.ts';

/** HR: a question is answered by HR operations, and by the lead where it lies too long. */
export const question = defineProcess('question', {
  comment: 'HR: a question is answered.',
  startAt: 'Answer the question',
  days: 60,
  states: {
    ...ask('Answer the question', 'group.team', {
      role: 'HR operations',
      procedure: 'Answer in the comment, or ask there what is unclear.',
      question: 'Please answer this question, or ask back; the comment goes to the person.',
      outcomes: ['answered', 'ask-back', 'ask-again'],
      show: ['requester', 'message', 'answers'],
      hours: 48,
      stage: 'in-work',
      next: 'Is it unclear?',
      onSilence: 'Answer by the HR lead',
    }),
    'Is it unclear?': choose(
      [{ when: answered('ask-back', 'ask-again'), next: 'Ask the person what is meant' }],
      'Close as answered',
    ),
    ...inquire('Ask the person what is meant', {
      role: 'requester',
      procedure: 'Reply in your own words.',
      by: 'HR operations',
      question: WHAT_THEY_ASK,
      hours: 120,
      next: 'Answer the question',
      onSilence: 'Answer by the HR lead',
    }),
    ...ask('Answer by the HR lead', 'group.lead', {
      role: 'HR lead',
      procedure: 'Answer, or see that whoever knows the answer gives it today.',
      question: 'A question was not answered in time. Please answer it; the comment goes to the person.',
      outcomes: ['answered'],
      show: ['requester', 'message', 'answers'],
      hours: 48,
      stage: 'with-lead',
      next: 'Close as answered',
      onSilence: 'Tell the person it takes longer',
    }),
    'Tell the person it takes longer': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'Your answer takes longer than it should. The HR lead has been reminded; you need not do anything.',
      },
      next: 'Answer the question',
    }),
    ...close({
      'Close as answered': { outcome: 'answered-question' },
    }),
  },
});
