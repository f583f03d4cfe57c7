import { describe, expect, test } from 'vitest';
import { hrFolder } from '#statemachines/hr/index.ts';
import { type Matter, type Replies, says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(hrFolder);

describe('a leave of absence', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('leave-of-absence', replies);
  const approved = { 'Approve with manager': says('approve') };
  const confirmed = {
    ...approved,
    'Check with HR': says('confirm', '', { from: '2027-02-01', returnDate: '2027-05-03', payCode: 'U1' }),
  };

  test('is approved by the manager, checked by HR and registered by payroll', async () => {
    const story = await tell({
      ...confirmed,
      'Register with payroll': says('completed', 'posted to ledger 7'),
    });
    expect(story.path).toEqual([
      'Approve with manager',
      'Approved?',
      'Check with HR',
      'Confirmed?',
      'Register with payroll',
      'Registered?',
      'Close as granted',
    ]);
    expect(story.asked).toEqual([
      'Approve with manager: manager',
      'Check with HR: team',
      'Register with payroll: system',
    ]);
    expect(story.end).toEqual({ outcome: 'granted', text: 'It is registered with payroll.' });
  });

  test('shows the manager dates and nothing else, and payroll who, when and how it is paid (row 7)', async () => {
    const { shown } = await tell({ ...confirmed, 'Register with payroll': says('completed') });
    expect(shown['Approve with manager']).toEqual(['requester', 'from', 'until', 'returnDate']);
    expect(shown['Register with payroll']).toEqual(['requester', 'from', 'returnDate', 'payCode']);
  });

  test('that the manager rejects is not granted, in the words of the manager', async () => {
    const story = await tell({ 'Approve with manager': says('reject', 'Not before the audit, please.') });
    expect(story.asked).toEqual(['Approve with manager: manager']);
    expect(story.end).toEqual({ outcome: 'declined', text: 'Not before the audit, please.' });
  });

  test('whose manager is silent for three days is decided by the HR lead', async () => {
    const story = await tell({
      'Approve with the HR lead': says('reject', 'Please talk to your manager first.'),
    });
    expect(story.asked).toEqual(['Approve with manager: manager', 'Approve with the HR lead: lead']);
    expect(story.hours).toBe(72);
    expect(story.end?.outcome).toBe('declined');
  });

  test('that nobody decides is never granted by silence', async () => {
    const story = await tell({});
    expect(story.end).toEqual({
      outcome: 'declined',
      text: expect.stringContaining('Neither your manager nor the HR lead'),
    });
  });

  test('without entitlement is declined by HR, with the reason', async () => {
    const story = await tell({ ...approved, 'Check with HR': says('reject', 'The form is missing.') });
    expect(story.end).toEqual({ outcome: 'declined', text: 'The form is missing.' });
  });

  test('that HR leaves unchecked is checked by the HR lead, and not put to approval again', async () => {
    const story = await tell({
      ...approved,
      'Check with the HR lead': says('confirm'),
      'Register with payroll': says('completed'),
    });
    expect(story.asked).not.toContain('Approve with the HR lead: lead');
    expect(story.asked).toContain('Check with the HR lead: lead');
    expect(story.end?.outcome).toBe('granted');
  });

  test('that all of HR leaves unchecked is not forgotten: the person hears, and HR is asked again', async () => {
    const story = await tell({
      ...approved,
      'Check with HR': ['silence', says('confirm')],
      'Register with payroll': says('completed'),
    });
    expect(story.told).toEqual([expect.stringContaining('Your leave is approved')]);
    expect(story.end?.outcome).toBe('granted');
  });

  test.each([
    ['fails', says('failed')],
    ['is silent', 'silence'],
    ['cannot be reached', 'unreachable'],
  ] as const)('is entered by hand where payroll %s', async (_what, reply) => {
    const story = await tell({
      ...confirmed,
      'Register with payroll': reply,
      'Register by hand': says('done'),
    });
    expect(story.asked.at(-1)).toBe('Register by hand: team');
    expect(story.end?.outcome).toBe('granted');
  });

  test('nobody has entered is seen to by the HR lead, again and again, and the person hears', async () => {
    const story = await tell({ ...confirmed, 'Register with the HR lead': ['silence', says('done')] });
    expect(story.told).toEqual([expect.stringContaining('payroll does not have it yet')]);
    expect(story.asked.slice(-4)).toEqual([
      'Register by hand: team',
      'Register with the HR lead: lead',
      'Register by hand: team',
      'Register with the HR lead: lead',
    ]);
    expect(story.end?.outcome).toBe('granted');
  });

  stories.everyQuestion('leave-of-absence');
  stories.nothingUntold('leave-of-absence');
});

describe('a medical leave (row 7)', () => {
  const away = { from: '2026-03-02', returnDate: '2026-06-15', payCode: 'K1' };
  const matter = { facts: away };
  const tell = (replies: Replies, of: Matter = matter) => stories.tell('medical-leave', replies, of);
  const checked = {
    'Check the certificate': says('confirm', '', away),
    'Tell the manager the dates': says('planned'),
    'Register with payroll': says('completed'),
  };

  test('waits for the day of return, however far away, and then it is talked about', async () => {
    const story = await tell({ ...checked, 'Talk about the return': says('back') });
    expect(story.asked).toEqual([
      'Check the certificate: team',
      'Tell the manager the dates: manager',
      'Register with payroll: system',
      'Talk about the return: team',
    ]);
    expect(story.hours).toBeGreaterThan(90 * 24);
    // Between the two questions stands a state that waits, and no step that runs.
    expect(story.path).toContain('Wait for the return: until then');
    expect(story.end).toEqual({ outcome: 'returned', text: 'Good to have you back.' });
  });

  test('shows the manager the dates, payroll the dates and the pay code, and nobody outside HR a word', async () => {
    const { shown } = await tell(checked);
    expect(shown['Tell the manager the dates']).toEqual(['requester', 'from', 'returnDate']);
    expect(shown['Register with payroll']).toEqual(['requester', 'from', 'returnDate', 'payCode']);
  });

  test('that takes longer is checked, told and registered again', async () => {
    const story = await tell({ ...checked, 'Talk about the return': [says('longer'), says('back')] });
    expect(story.asked.filter((each) => each.startsWith('Register with payroll'))).toHaveLength(2);
    expect(story.end?.outcome).toBe('returned');
  });

  test('whose manager says nothing is told by phone', async () => {
    const story = await tell({
      ...checked,
      'Tell the manager the dates': 'silence',
      'Tell the manager by phone': says('told'),
      'Talk about the return': says('back'),
    });
    expect(story.asked).toContain('Tell the manager by phone: team');
  });

  test('without a certificate is declined, with the reason', async () => {
    const story = await tell({ 'Check the certificate': says('reject', 'We need the certificate.') });
    expect(story.end).toEqual({ outcome: 'declined', text: 'We need the certificate.' });
  });

  test.each([
    ['fails', says('failed')],
    ['is silent', 'silence'],
  ] as const)('is entered by hand where payroll %s', async (_what, reply) => {
    const story = await tell({
      ...checked,
      'Register with payroll': reply,
      'Register by hand': says('done'),
      'Talk about the return': says('back'),
    });
    expect(story.asked).toContain('Register by hand: team');
    expect(story.end?.outcome).toBe('returned');
  });

  test('without a date that can be read is talked about at once, not waited for in vain', async () => {
    const story = await tell({ ...checked, 'Talk about the return': says('back') }, { facts: {} });
    expect(story.hours).toBe(0);
  });

  test('whose day of return is over waits for nothing', async () => {
    const over = { facts: { ...away, returnDate: '2026-02-02' } };
    const story = await tell({ ...checked, 'Talk about the return': says('back') }, over);
    expect(story.path).not.toContain('Wait for the return: until then');
  });

  stories.everyQuestion('medical-leave', matter);
  stories.nothingUntold('medical-leave');
});

describe('hours that were recorded wrongly (row 8)', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) =>
    stories.tell('timekeeping-correction', replies);
  const wrong = { 'Look at the hours': says('wrong', '', { day: '2027-01-12', hours: '8:00 – 17:30' }) };

  test('are confirmed by the manager and corrected, and the person knows the cut-off from the start', async () => {
    const story = await tell({
      ...wrong,
      'Confirm with manager': says('approve'),
      'Correct the hours': says('corrected'),
    });
    expect(story.asked).toEqual([
      'Look at the hours: team',
      'Confirm with manager: manager',
      'Correct the hours: team',
    ]);
    expect(story.told).toEqual([expect.stringContaining('by the cut-off')]);
    expect(story.end?.outcome).toBe('corrected');
  });

  test('show the manager the day and the hours, and no word of the person', async () => {
    const { shown } = await tell({ ...wrong, 'Confirm with manager': says('reject', 'I was there.') });
    expect(shown['Confirm with manager']).toEqual(['requester', 'day', 'hours', 'cutOff']);
  });

  test('that are as recorded are explained', async () => {
    const story = await tell({ 'Look at the hours': says('right', 'The break counts.') });
    expect(story.end).toEqual({ outcome: 'as-recorded', text: 'The break counts.' });
  });

  test('the manager does not confirm stay as they are, and the person hears why', async () => {
    const story = await tell({ ...wrong, 'Confirm with manager': says('reject', 'You left at four.') });
    expect(story.end).toEqual({ outcome: 'as-recorded', text: 'You left at four.' });
  });

  test('are confirmed by the HR lead where the manager is silent', async () => {
    const story = await tell({
      ...wrong,
      'Confirm with the HR lead': says('approve'),
      'Correct the hours': says('corrected'),
    });
    expect(story.asked).toContain('Confirm with the HR lead: lead');
    expect(story.end?.outcome).toBe('corrected');
  });

  test('that nobody confirms stay as they are, which is never a yes', async () => {
    const story = await tell(wrong);
    expect(story.end?.outcome).toBe('as-recorded');
    expect(story.end?.text).toContain('reply and we ask again');
  });

  stories.everyQuestion('timekeeping-correction');
  stories.nothingUntold('timekeeping-correction');
});

describe('a question to HR', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('question', replies);

  test('is answered by HR operations', async () => {
    const story = await tell({ 'Answer the question': says('answered', 'Eleven and a half.') });
    expect(story.path).toEqual(['Answer the question', 'Is it unclear?', 'Close as answered']);
    expect(story.end).toEqual({ outcome: 'answered-question', text: 'Eleven and a half.' });
  });

  test('row 38 that is unclear is asked back in the words of HR, and answered with what the person said', async () => {
    const story = await tell({
      'Answer the question': [says('ask-back', 'Which year do you mean?'), says('answered', 'Eleven.')],
      'Ask the person what is meant': says('answered', 'This one.'),
    });
    expect(story.asked).toEqual([
      'Answer the question: team',
      'Ask the person what is meant: requester',
      'Answer the question: team',
    ]);
    expect(story.questions[1]).toBe('Which year do you mean?');
    expect(story.shown['Answer the question']).toContain('answers');
    expect(story.end?.text).toBe('Eleven.');
  });

  test('that stays unclear after three rounds, or of which nothing more is heard, is answered by the lead', async () => {
    const lead = { 'Answer by the HR lead': says('answered', 'Call me.') };
    const unclear = { ...lead, 'Answer the question': says('ask-back', 'What?') };
    const round = await tell({ ...unclear, 'Ask the person what is meant': says('answered', 'That.') });
    expect(round.asked.filter((each) => each.endsWith(': requester'))).toHaveLength(4);
    expect(round.asked.at(-1)).toBe('Answer by the HR lead: lead');
    const silent = await tell(unclear);
    expect(silent.asked.at(-1)).toBe('Answer by the HR lead: lead');
    expect(silent.hours).toBe(120);
  });

  test('that lies for two days is answered by the HR lead', async () => {
    const story = await tell({ 'Answer by the HR lead': says('answered', 'Twelve.') });
    expect(story.asked).toEqual(['Answer the question: team', 'Answer by the HR lead: lead']);
    expect(story.hours).toBe(48);
  });

  test('that the lead leaves lying too comes back to the team, and the person hears', async () => {
    const story = await tell({ 'Answer the question': ['silence', says('answered', 'Sorry: twelve.')] });
    expect(story.told).toEqual([expect.stringContaining('takes longer than it should')]);
    expect(story.end?.text).toBe('Sorry: twelve.');
  });

  stories.everyQuestion('question');
  stories.nothingUntold('question');
});
