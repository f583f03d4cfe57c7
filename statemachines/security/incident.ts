import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, choose, close, run } from '../words/words.ts';

const matter = { show: ['subject', 'requester', 'message'] } as const;

/** Security: something bad is going on; whoever is on call contains it, then it is investigated and reported. */
export const incident = defineProcess('incident', {
  comment: 'Security: an incident is contained at any hour, investigated, and reported to whom it must be.',
  startAt: 'Contain it',
  days: 5,
  states: {
    ...entrust('Contain it', 'group.oncall', {
      ...matter,
      role: 'security officer on call',
      procedure: 'Call the person, stop what is going on, keep what could be evidence, note the times.',
      question: 'Contain this now. If it is a false alarm, say why: the comment goes to the person.',
      outcomes: ['contained', 'false-alarm'],
      hours: 1,
      page: true,
      stage: 'containing',
      next: 'Contained?',
      lead: {
        state: 'Contain it with the security lead',
        role: 'security lead',
        procedure: 'Take the lead, call in whoever is needed, and stay until it is contained.',
        hours: 2,
      },
      meanwhile: {
        state: 'Tell the person we keep calling',
        text: 'Nobody on call has answered yet. We keep calling them. If somebody is in danger, call 112 now.',
      },
    }),
    'Contained?': choose(
      [{ when: answered('contained'), next: 'Tell the person it is contained' }],
      'Close as false alarm',
    ),
    'Tell the person it is contained': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'It is contained. We now find out how it came about. Please speak to nobody else about it, and delete nothing.',
      },
      next: 'Investigate',
    }),
    ...entrust('Investigate', 'group.team', {
      ...matter,
      role: 'security analysts',
      procedure: 'Find out how it began and what it reached; write down what is known, with times.',
      question: 'Please find out what happened, and whom or what it concerns.',
      outcomes: ['investigated'],
      fields: [
        { name: 'cause', label: 'How it came about', type: 'text' },
        { name: 'concerned', label: 'Whom or what it concerns', type: 'text' },
      ],
      hours: 24,
      stage: 'investigating',
      next: 'Report it',
      lead: {
        state: 'Investigate with the security lead',
        role: 'security lead',
        procedure: 'Put more people on it, or write down what is known so far: 72 hours pass quickly.',
        hours: 12,
      },
      meanwhile: {
        state: 'Tell the person we still investigate',
        text: 'We are still finding out what happened, and will tell you when we know.',
      },
    }),
    // Personal data: the authority hears within 72 hours of our knowing (GDPR, article 33).
    ...entrust('Report it', 'group.reporting', {
      show: ['requester', 'cause', 'concerned'],
      role: 'data protection officer',
      procedure: 'Decide who must be told (authority, insurer, those concerned), tell them, and note it.',
      question: 'Please report this to whom it must be, or note that nobody has to be told.',
      outcomes: ['reported'],
      fields: [{ name: 'reportedTo', label: 'Who was told, and when', type: 'text' }],
      hours: 12,
      stage: 'reporting',
      next: 'Close as investigated',
      lead: {
        state: 'Report it with the security lead',
        role: 'security lead',
        procedure:
          'Reach the data protection officer or the deputy; report in their place if the time runs out.',
        hours: 6,
      },
      meanwhile: {
        state: 'Tell the person it is being reported',
        text: 'We know what happened. The report about it is still being written.',
      },
    }),
    ...close({
      'Close as false alarm': { outcome: 'false-alarm' },
      'Close as investigated': {
        outcome: 'investigated',
        text: 'We know how it came about and have seen to it. Thank you for telling us at once.',
      },
    }),
  },
});
