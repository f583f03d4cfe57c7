import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, approve, choose, close, run } from '../words/words.ts';
import { byAmount, delivery, finance, purchasing } from './purchasing.ts';

/** Finance: something is bought; who approves it depends on what it costs. */
export const purchaseRequest = defineProcess('purchase-request', {
  comment: 'Finance: an offer is obtained, approved by what it costs, ordered and received.',
  startAt: 'Obtain an offer',
  days: 365,
  states: {
    ...entrust('Obtain an offer', 'group.purchasing', {
      ...purchasing,
      procedure:
        'Find the supplier and the price, look for a frame contract, enter what it costs without tax.',
      question: 'Please obtain an offer. If it cannot be bought, say why: the comment goes to the person.',
      outcomes: ['offered', 'cannot'],
      fields: [
        { name: 'item', label: 'What is bought, and from whom', type: 'text' },
        { name: 'amount', label: 'Amount in euros, digits only', type: 'text' },
        { name: 'costCentre', label: 'Cost centre', type: 'text' },
      ],
      show: ['requester', 'message'],
      hours: 72,
      next: 'Is there an offer?',
      lead: { ...finance, state: 'Obtain it with the finance lead' },
      meanwhile: {
        state: 'Tell the person the offer takes longer',
        text: 'We do not have an offer yet. Purchasing has been reminded; you need not do anything.',
      },
    }),
    'Is there an offer?': choose(
      [{ when: answered('offered'), next: 'Approve the purchase' }],
      'Close as not bought',
    ),
    ...approve('Approve the purchase', byAmount, {
      role: 'manager, then finance by the amount',
      procedure: 'Approve what the work needs and the budget of the cost centre allows.',
      question: 'May this be bought? The comment goes to the person.',
      show: ['requester', 'item', 'amount', 'costCentre'],
      hours: 16,
      stage: 'approval',
      next: 'Approved?',
      onSilence: 'Bring about a decision',
    }),
    ...entrust('Bring about a decision', 'group.finance', {
      ...finance,
      procedure: 'Find out who has not decided, have them or their deputy decide, and enter what they say.',
      question: 'Nobody decided on this purchase. What do they say? The comment goes to the person.',
      outcomes: ['approve', 'reject'],
      show: ['requester', 'item', 'amount', 'costCentre'],
      hours: 48,
      stage: 'approval',
      next: 'Approved?',
      lead: {
        state: 'Decide with the CFO',
        of: 'group.cfo',
        role: 'CFO',
        procedure: 'Decide, or say who does.',
        question: 'This purchase is still undecided. May it be bought? The comment goes to the person.',
      },
      meanwhile: {
        state: 'Tell the person nobody decided yet',
        text: 'Your purchase is not decided yet. We keep asking; you need not do anything.',
      },
    }),
    'Approved?': choose([{ when: answered('approve'), next: 'Order it' }], 'Close as not approved'),
    ...entrust('Order it', 'group.purchasing', {
      ...purchasing,
      procedure: 'Order it, and enter the order number and the day it is expected.',
      question:
        'Approved. Please order it. If that is not possible, say why: the comment goes to the person.',
      outcomes: ['ordered', 'cannot'],
      fields: [
        { name: 'order', label: 'Order number', type: 'text' },
        { name: 'expected', label: 'Expected on', type: 'date' },
      ],
      show: ['requester', 'item', 'amount', 'costCentre'],
      hours: 48,
      next: 'Ordered?',
      lead: { ...finance, state: 'Order it with the finance lead' },
      meanwhile: {
        state: 'Tell the person it is not ordered yet',
        text: 'Your purchase is approved, but not ordered yet. Purchasing has been reminded.',
      },
    }),
    'Ordered?': choose(
      [{ when: answered('ordered'), next: 'Tell the person when it comes' }],
      'Close as not bought',
    ),
    'Tell the person when it comes': run('tellRequester', {
      role: 'desk',
      with: { text: 'It is ordered.', facts: { 'Expected on': 'expected', 'Order number': 'order' } },
      next: 'Receive the goods',
    }),
    ...delivery,
    ...close({
      'Close as delivered': { outcome: 'bought', text: 'It has come, and goods-in has it for you.' },
      'Close as not approved': { outcome: 'declined' },
      'Close as not bought': { outcome: 'not-possible' },
    }),
  },
});
