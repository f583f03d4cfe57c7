import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { close } from '../words/words.ts';

/** Compliance: somebody asks before they do something; they get an answer they can rely on. */
export const policyQuestion = defineProcess('policy-question', {
  comment: 'Compliance: a question about what is allowed is answered.',
  startAt: 'Answer the question',
  days: 60,
  states: {
    ...entrust('Answer the question', 'group.team', {
      role: 'counsel',
      procedure: 'Answer in plain words, name the rule it follows from, and say what to do instead.',
      question: 'Please answer this question; the comment goes to the person.',
      outcomes: ['answered'],
      show: ['subject', 'requester', 'message'],
      hours: 48,
      stage: 'in-work',
      next: 'Close as answered',
      lead: {
        state: 'Answer it with the compliance lead',
        role: 'compliance lead',
        procedure: 'Answer it; people who ask first should not wait.',
      },
      meanwhile: {
        state: 'Tell the person to wait',
        text: 'We have no answer for you yet. Please wait with what you asked about until you hear from us.',
      },
    }),
    ...close({ 'Close as answered': { outcome: 'answered-question' } }),
  },
});
