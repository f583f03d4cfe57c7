import { defineProcess } from '../words/define-process.ts';
import { ask } from '../words/words.ts';
import { goodHands } from './good-hands.ts';

const taking = {
  question: 'Somebody needs a person now. Will you take it? Open the matter at the desk to read it.',
  outcomes: ['taken'],
  page: true,
  next: 'Stay with the person',
} as const;

/** Care: a named human has it within minutes; whoever does not answer is passed over, and it is never silent. */
export const listen = defineProcess('listen', {
  comment: 'People support: somebody in distress is heard by a person within minutes.',
  startAt: 'Call the person on duty',
  // Calling for that long is 4,000 events of the 25,000 an execution may have; then the alarm of failed processes rings.
  days: 20,
  states: {
    ...ask('Call the person on duty', 'group.team', {
      ...taking,
      role: 'person on duty',
      procedure: 'Take it, read it at the desk, and write or call as the person wishes, within half an hour.',
      hours: 0.1,
      onSilence: 'Call the lead',
    }),
    ...ask('Call the lead', 'group.lead', {
      ...taking,
      role: 'lead of people support',
      procedure: 'Take it yourself, or reach whoever is on duty by telephone.',
      hours: 0.1,
      onSilence: 'Call the deputy',
    }),
    ...ask('Call the deputy', 'group.deputy', {
      ...taking,
      role: 'deputy of people support',
      procedure: 'Take it yourself, or reach whoever is on duty by telephone.',
      hours: 0.1,
      onSilence: 'Keep calling',
    }),
    ...ask('Keep calling', 'group.team', {
      ...taking,
      role: 'person on duty',
      procedure: 'Take it, however late it is. The lead and the deputy are called again as well.',
      hours: 4,
      onSilence: 'Call the lead',
    }),
    ...goodHands,
  },
});
