import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, choose, close, run, THEIR_WORDS } from '../words/words.ts';

const known = { show: ['subject', 'requester', 'cause', 'workaround', 'incidents'] } as const;

/** IT: a fault that comes back is understood once, worked around meanwhile, and removed. */
export const knownProblem = defineProcess('known-problem', {
  comment: 'IT: the cause behind several incidents is found, worked around and removed.',
  startAt: 'Find the cause',
  days: 180,
  states: {
    ...entrust('Find the cause', 'group.problems', {
      role: 'problem manager',
      procedure:
        'Collect the incidents it explains, find the cause, and a way around it until it is removed.',
      question: 'What is the cause? If none can be found, say why: the comment goes to the person.',
      outcomes: ['found', 'unknown'],
      fields: [
        { name: 'cause', label: 'Cause', type: 'text' },
        { name: 'workaround', label: 'What people can do meanwhile', type: 'text' },
        { name: 'incidents', label: 'Numbers of the incidents it explains', type: 'text' },
      ],
      show: ['subject', 'requester', 'message'],
      hours: 120,
      stage: 'analysis',
      next: 'Is it known?',
      lead: {
        state: 'Find it with the IT lead',
        role: 'IT lead',
        procedure: 'Decide who looks for it, or that looking costs more than living with it.',
      },
      meanwhile: {
        state: 'Tell the person the cause is not found yet',
        text: 'We have not found the cause yet. Please report each time it happens: that helps us find it.',
      },
    }),
    'Is it known?': choose(
      [{ when: answered('found'), next: 'Tell the person what to do meanwhile' }],
      'Close without a cause',
    ),
    'Tell the person what to do meanwhile': run('tellRequester', {
      role: 'desk',
      with: {
        ...THEIR_WORDS,
        text: 'We know the cause now and will remove it.',
        facts: { 'What you can do meanwhile': 'workaround' },
      },
      next: 'Tell all who are affected',
    }),
    ...entrust('Tell all who are affected', 'group.team', {
      ...known,
      role: 'IT support',
      procedure:
        'Write to the people of these incidents what they can do meanwhile, and close what that solves.',
      question: 'Please tell the people of these incidents what they can do meanwhile.',
      outcomes: ['told'],
      hours: 24,
      stage: 'removal',
      next: 'Remove the cause',
      lead: {
        state: 'Tell them with the IT lead',
        role: 'IT lead',
        procedure: 'See that everybody who is affected knows the way around it.',
      },
      meanwhile: {
        state: 'Tell the person others do not know yet',
        text: 'The cause is being worked on. Not everybody who is affected knows yet what to do meanwhile: please tell them.',
      },
    }),
    ...entrust('Remove the cause', 'group.problems', {
      ...known,
      role: 'problem manager',
      procedure: 'Have it repaired by a change; tell the people of all the incidents it explains.',
      question: 'Is the cause removed? If it stays, say why: the comment goes to the person.',
      outcomes: ['removed', 'stays'],
      hours: 336,
      stage: 'removal',
      next: 'Is it removed?',
      lead: {
        state: 'Remove it with the IT lead',
        role: 'IT lead',
        procedure: 'Decide: repair it on a date, replace what is broken, or live with it.',
      },
      meanwhile: {
        state: 'Tell the person it is not removed yet',
        text: 'The cause is known, but not removed yet. What you can do meanwhile still holds.',
      },
    }),
    'Is it removed?': choose([{ when: answered('removed'), next: 'Close as removed' }], 'Close as known'),
    ...close({
      'Close as removed': { outcome: 'solved', text: 'The cause is removed; it should not come back.' },
      'Close as known': { outcome: 'known' },
      'Close without a cause': { outcome: 'not-solvable' },
    }),
  },
});
