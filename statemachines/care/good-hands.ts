import { ask, run } from '../words/words.ts';

const staying = {
  outcomes: ['in-good-hands'],
  hours: 72,
  stage: 'with-person',
  next: 'Leave it in good hands',
} as const;

/** Care: somebody stays with the person until they are in good hands, and somebody asks after them until then. */
export const goodHands = {
  ...ask('Stay with the person', 'group.team', {
    ...staying,
    role: 'person on duty',
    procedure:
      'Talk to the person the way they asked for. Bring in a doctor, a counsellor or the police only with them, unless a life is in danger.',
    question: 'Is the person you took care of in good hands? Open the matter at the desk to read it.',
    onSilence: 'Ask after the person',
  }),
  ...ask('Ask after the person', 'group.lead', {
    ...staying,
    role: 'lead of people support',
    procedure: 'Ask whoever took it how the person is, and see that somebody stays.',
    question: 'Nobody has said for three days how somebody in need is. Are they in good hands?',
    page: true,
    onSilence: 'Stay with the person again',
  }),
  ...ask('Stay with the person again', 'group.deputy', {
    ...staying,
    role: 'deputy of people support',
    procedure: 'Ask whoever took it how the person is, and see that somebody stays.',
    question: 'Nobody has said for days how somebody in need is. Are they in good hands?',
    page: true,
    onSilence: 'Ask after the person',
  }),
  'Leave it in good hands': run('resolveCase', {
    role: 'desk',
    procedure: 'The person hears nothing from the desk: people have told them what there was to tell.',
    with: { outcome: 'in-good-hands' },
    next: 'end',
  }),
};
