import { entrust } from '../words/entrust.ts';

const dated = { show: ['subject', 'requester', 'message', 'deadline', 'filing'] } as const;

/** What is due to an authority is prepared and filed, and nobody forgets it. */
export const filing = {
  ...entrust('Prepare it', 'group.filing', {
    ...dated,
    role: 'compliance office',
    procedure: 'Collect the figures, write it, and have counsel read it.',
    question: 'Please prepare what is due, and have it ready two weeks before its date.',
    outcomes: ['ready'],
    hours: 336,
    stage: 'preparing',
    next: 'File it',
    lead: {
      state: 'Prepare it with the compliance lead',
      role: 'compliance lead',
      procedure: 'Four weeks are left: put people on it, or ask the authority for more time now.',
      hours: 120,
    },
    meanwhile: {
      state: 'Tell the person it is not prepared yet',
      text: 'What is due to the authority is not prepared yet. The compliance lead is on it.',
    },
  }),
  ...entrust('File it', 'group.filing', {
    ...dated,
    role: 'compliance office',
    procedure: 'File it, keep the receipt in the archive, and enter its number.',
    question: 'Please file it before its date, and keep the receipt.',
    outcomes: ['filed'],
    fields: [{ name: 'receipt', label: 'Number of the receipt', type: 'text' }],
    hours: 72,
    stage: 'filing',
    next: 'Tell the person it is filed',
    lead: {
      state: 'File it with the compliance lead',
      role: 'compliance lead',
      procedure: 'File it yourself; a date that is missed is reported to the board.',
      hours: 24,
    },
    meanwhile: {
      state: 'Tell the person it is not filed yet',
      text: 'What is due to the authority is not filed yet. The compliance lead is asked every day.',
    },
  }),
};
