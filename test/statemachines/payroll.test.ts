import { describe, expect, test } from 'vitest';
import { stagesFor } from '#desk/task/approval/policy.ts';
import { payrollFolder } from '#statemachines/payroll/index.ts';
import { byAmount } from '#statemachines/payroll/purchasing.ts';
import { says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(payrollFolder);

describe('pay that is wrong (row 8)', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('payroll-correction', replies);
  const wrong = { 'Look into it': says('wrong', '', { correction: '+120 EUR', payRun: '2027-01-29' }) };

  test('is looked into and booked by the payroll system, and the person knows the pay run from the start', async () => {
    const story = await tell({ ...wrong, 'Book the correction': says('completed') });
    expect(story.path).toEqual([
      'Tell the person which pay run',
      'Look into it',
      'Is it wrong?',
      'Book the correction',
      'Booked?',
      'Close as corrected',
    ]);
    expect(story.told).toEqual([expect.stringContaining('paid with this pay run')]);
    expect(story.end?.outcome).toBe('corrected');
  });

  test('shows the payroll system the correction, and nothing of what the person wrote', async () => {
    const { shown } = await tell({ ...wrong, 'Book the correction': says('completed') });
    expect(shown['Book the correction']).toEqual(['requester', 'correction', 'payRun']);
  });

  test('that is right after all is explained', async () => {
    const story = await tell({ 'Look into it': says('right', 'The bonus is paid in May.') });
    expect(story.end).toEqual({ outcome: 'nothing-wrong', text: 'The bonus is paid in May.' });
  });

  test.each([
    ['fails', says('failed')],
    ['is silent', 'silence'],
    ['cannot be reached', 'unreachable'],
  ] as const)('is booked by hand where the payroll system %s', async (_what, reply) => {
    const story = await tell({ ...wrong, 'Book the correction': reply, 'Book it by hand': says('booked') });
    expect(story.asked.at(-1)).toBe('Book it by hand: team');
    expect(story.end?.outcome).toBe('corrected');
  });

  test('nobody looks into falls to the payroll lead, and the person hears', async () => {
    const story = await tell({ 'Look into it': ['silence', says('right', 'It is right.')] });
    expect(story.asked).toContain('Look into it with the payroll lead: lead');
    expect(story.told.at(-1)).toContain('have not looked into your pay');
  });

  stories.everyQuestion('payroll-correction');
  stories.nothingUntold('payroll-correction');
});

describe('a purchase', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('purchase-request', replies);
  const offered = {
    'Obtain an offer': says('offered', '', { item: '20 whiteboards', amount: '7200', costCentre: '4711' }),
  };
  const ordered = {
    ...offered,
    'Approve the purchase': says('approve'),
    'Order it': says('ordered', '', { order: '4500017', expected: '2026-04-01' }),
  };

  test.each([
    ['4999', ['the manager']],
    ['5000', ['the manager']],
    ['5000.01', ['the manager', 'the finance lead']],
    ['50000', ['the manager', 'the finance lead']],
    ['50001', ['the manager', 'the finance lead', 'the CFO']],
    ['about a thousand', ['the manager', 'the finance lead', 'the CFO']],
  ])('of %s euros needs %j', (amount, names) => {
    expect(stagesFor(byAmount, { amount }).map(({ name }) => name)).toEqual(names);
  });

  test('is offered, approved, ordered and received, and the person knows when it comes', async () => {
    const story = await tell({ ...ordered, 'Receive the goods': says('complete') });
    expect(story.asked.map((each) => each.split(': ')[0])).toEqual([
      'Obtain an offer',
      'Approve the purchase',
      'Order it',
      'Receive the goods',
    ]);
    expect(story.told).toEqual(['It is ordered.']);
    expect(story.end?.outcome).toBe('bought');
  });

  test('shows those who approve what it is and costs, and no word of the person', async () => {
    const { shown } = await tell({ ...offered, 'Approve the purchase': says('reject', 'Not this year.') });
    expect(shown['Approve the purchase']).toEqual(['requester', 'item', 'amount', 'costCentre']);
  });

  test('that is not approved is not bought, in the words of whoever decided', async () => {
    const story = await tell({ ...offered, 'Approve the purchase': says('reject', 'Not this year.') });
    expect(story.end).toEqual({ outcome: 'declined', text: 'Not this year.' });
  });

  test('nobody decides on is brought to a decision, and never approved by silence', async () => {
    const story = await tell({ ...offered, 'Decide with the CFO': says('reject', 'No.') });
    expect(story.asked).toContain('Bring about a decision: finance');
    expect(story.end).toEqual({ outcome: 'declined', text: 'No.' });
  });

  test.each([
    ['obtained', { 'Obtain an offer': says('cannot', 'Nobody sells it.') }, 'Nobody sells it.'],
    ['ordered', { ...ordered, 'Order it': says('cannot', 'It is sold out.') }, 'It is sold out.'],
  ])('that cannot be %s is explained', async (_what, replies, text) => {
    expect((await tell(replies)).end).toEqual({ outcome: 'not-possible', text });
  });

  test('of which something is missing is settled with the supplier', async () => {
    const story = await tell({
      ...ordered,
      'Receive the goods': says('incomplete'),
      'Settle it with the supplier': says('settled'),
    });
    expect(story.asked.at(-1)).toBe('Settle it with the supplier: purchasing');
    expect(story.end?.outcome).toBe('bought');
  });

  stories.everyQuestion('purchase-request');
  stories.nothingUntold('purchase-request');
});
