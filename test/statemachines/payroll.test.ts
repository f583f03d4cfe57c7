import { describe, expect, test } from 'vitest';
import { payrollFolder } from '#statemachines/payroll/index.ts';
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
