import type { Policy } from '#desk/task/approval/policy.ts';
import { entrust } from '../words/entrust.ts';
import { answered, choose } from '../words/words.ts';

/** Who approves a purchase, by what it costs in euros: a larger amount needs one more signature, and a changed one all anew (A8). */
export const byAmount: Policy = {
  stages: [
    { name: 'the manager', seats: [{ manager: true }], rule: 'single' },
    {
      name: 'the finance lead',
      seats: [{ group: 'finance' }],
      rule: 'single',
      when: { fact: 'amount', moreThan: 5_000 },
    },
    {
      name: 'the CFO',
      seats: [{ group: 'cfo' }],
      rule: 'single',
      when: { fact: 'amount', moreThan: 50_000 },
    },
  ],
  fallback: 'finance',
  material: ['amount', 'item'],
};

export const purchasing = { role: 'purchasing', stage: 'purchasing' } as const;

/** What purchasing leaves lying falls to whoever leads finance. */
export const finance = {
  of: 'group.finance',
  role: 'finance lead',
  procedure: 'Find out what it is waiting for, and see that it is done or can be explained.',
} as const;

const order = { show: ['requester', 'item', 'order', 'expected'] } as const;

/** What was ordered comes, or the supplier hears of it. */
export const delivery = {
  ...entrust('Receive the goods', 'group.receiving', {
    ...order,
    role: 'goods-in',
    procedure: 'Compare what came with the order, book it, and tell the person where it lies.',
    question: 'Please confirm once these goods have come. Is everything there?',
    outcomes: ['complete', 'incomplete'],
    hours: 720,
    stage: 'ordered',
    next: 'Is everything there?',
    lead: {
      state: 'Ask the supplier where it is',
      of: 'group.purchasing',
      role: 'purchasing',
      procedure: 'Ask the supplier for a new date; say complete once goods-in has everything.',
      question: 'Nothing came for a month. Please ask the supplier. Is everything there now?',
      hours: 336,
      stage: 'complaint',
    },
    meanwhile: {
      state: 'Tell the person it has not come',
      text: 'What was ordered for you has not come yet. We have asked the supplier.',
    },
  }),
  'Is everything there?': choose(
    [{ when: answered('complete'), next: 'Close as delivered' }],
    'Settle it with the supplier',
  ),
  ...entrust('Settle it with the supplier', 'group.purchasing', {
    ...order,
    role: 'purchasing',
    procedure: 'Claim what is missing or broken, or take money back; the invoice is paid only then.',
    question: 'Something is missing or broken. Please settle it with the supplier.',
    outcomes: ['settled'],
    hours: 336,
    stage: 'complaint',
    next: 'Close as delivered',
    lead: {
      ...finance,
      state: 'Settle it with the finance lead',
      procedure: 'Stop the payment and talk to the supplier.',
    },
    meanwhile: {
      state: 'Tell the person it is being settled',
      text: 'Something of your order was missing or broken. We are still settling it with the supplier.',
    },
  }),
};
