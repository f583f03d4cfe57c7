import { defineProcess } from '../words/define-process.ts';
import { answered, ask, choose, run } from '../words/words.ts';
import { afterwards } from './afterwards.ts';

const going = {
  outcomes: ['going'],
  show: ['requester', 'subject', 'message'],
  hours: 0.05,
  stage: 'called',
  page: true,
  next: 'Say when it is over',
} as const;

const watching = {
  outcomes: ['over', 'false-alarm'],
  show: ['requester', 'subject', 'message'],
  hours: 4,
  stage: 'on-site',
  next: 'Over?',
} as const;

/** Emergency: somebody goes within minutes, whoever is on the list; then an all-clear, and a report afterwards. */
export const alarm = defineProcess('alarm', {
  comment: 'Emergency: people are in danger, somebody goes at once.',
  startAt: 'Call the one on duty',
  days: 14,
  states: {
    ...ask('Call the one on duty', 'group.team', {
      ...going,
      role: 'emergency team on duty',
      procedure: 'Call the emergency services if nobody has. Go there, or send whoever is nearest.',
      question: 'People may be in danger. Are you going?',
      onSilence: 'Call the lead',
    }),
    ...ask('Call the lead', 'group.lead', {
      ...going,
      role: 'emergency lead',
      procedure: 'Call the emergency services if nobody has. Go, or reach whoever is on duty by telephone.',
      question: 'People may be in danger and nobody on duty has answered. Are you going?',
      onSilence: 'Call the site managers',
    }),
    ...ask('Call the site managers', 'group.site', {
      ...going,
      role: 'site managers',
      procedure: 'Call the emergency services if nobody has. Go there.',
      question: 'People may be in danger and nobody has answered. Are you going?',
      onSilence: 'Tell them to call for help',
    }),
    'Tell them to call for help': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'We are still calling our people. Do not wait for us: call the emergency number now, and get to safety.',
      },
      next: 'Keep calling',
    }),
    ...ask('Keep calling', 'group.team', {
      ...going,
      hours: 2,
      role: 'emergency team on duty',
      procedure: 'Reach the person who reported it by telephone, however late it is, and go.',
      question: 'Nobody has answered an emergency. Are you going, or is it over?',
      onSilence: 'Call the lead',
    }),
    ...ask('Say when it is over', 'group.team', {
      ...watching,
      role: 'emergency team on duty',
      procedure: 'Say so only when everybody is safe and accounted for.',
      question: 'Is it over? The comment goes to the person who reported it, as the all-clear.',
      onSilence: 'Ask the lead whether it is over',
    }),
    ...ask('Ask the lead whether it is over', 'group.lead', {
      ...watching,
      role: 'emergency lead',
      procedure: 'Reach those on site; say so only when everybody is safe.',
      question: 'Nobody has said that it is over. Is it? The comment goes to the person, as the all-clear.',
      page: true,
      onSilence: 'Tell them we are still there',
    }),
    'Tell them we are still there': run('tellRequester', {
      role: 'desk',
      with: { text: 'There is no all-clear yet. Stay where it is safe, and follow those on site.' },
      next: 'Say when it is over',
    }),
    'Over?': choose([{ when: answered('over'), next: 'Give the all-clear' }], 'Close as false alarm'),
    ...afterwards,
    'Close as false alarm': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'false-alarm', text: '{% $answer.comment %}' },
      next: 'end',
    }),
  },
});
