import { describe, expect, test } from 'vitest';
import { legalFolder } from '#statemachines/legal/index.ts';
import { says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(legalFolder);

describe('a contract', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('contract-review', replies);
  const signed = { 'Sign the contract': says('signed', '', { signedCopy: 'LA-2027-118' }) };

  test('that is clear is signed, and its copy kept', async () => {
    const story = await tell({ 'Read the contract': says('clear'), ...signed });
    expect(story.asked).toEqual(['Read the contract: team', 'Sign the contract: signatories']);
    expect(story.end).toEqual({ outcome: 'signed', text: 'The signed copy is in the contract archive.' });
  });

  test('goes round by round: the person hears every comment, and sends a new version', async () => {
    const story = await tell({
      'Read the contract': says('comments', 'Clause 7 is missing a cap.'),
      'Read the new version': [says('comments', 'The cap is too high.'), says('clear')],
      ...signed,
    });
    expect(story.told.slice(0, 2)).toEqual([
      expect.stringMatching(/^Clause 7 is missing a cap\.\n/),
      expect.stringMatching(/^The cap is too high\.\n/),
    ]);
    expect(story.end?.outcome).toBe('signed');
  });

  test('that is clear is said to be so by counsel, before it lies with those who sign it', async () => {
    const story = await tell({ 'Read the contract': says('clear', 'All is well.'), ...signed });
    expect(story.told).toEqual([expect.stringMatching(/^All is well\.\n\nCounsel has read/)]);
  });

  test('that should not be signed is not, in the words of counsel', async () => {
    const story = await tell({ 'Read the contract': says('decline', 'Unlimited liability.') });
    expect(story.end).toEqual({ outcome: 'not-signed', text: 'Unlimited liability.' });
  });

  test('the signatories refuse is not signed, and they say why', async () => {
    const story = await tell({
      'Read the contract': says('clear'),
      'Sign the contract': says('refused', 'The budget is gone.'),
    });
    expect(story.end).toEqual({ outcome: 'not-signed', text: 'The budget is gone.' });
  });

  test('whose new version never comes is asked after, and the person hears that we wait', async () => {
    const story = await tell({
      'Read the contract': says('comments', 'Please name a court.'),
      'Read the new version': ['silence', says('decline', 'Not needed any more.')],
    });
    expect(story.asked).toContain('Ask what became of it: lead');
    expect(story.told.at(-1)).toContain('waiting for a new version');
    expect(story.end?.text).toBe('Not needed any more.');
  });

  stories.everyQuestion('contract-review');
  stories.nothingUntold('contract-review');
});

describe('a question about what is allowed', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('policy-question', replies);

  test('is answered by counsel', async () => {
    const story = await tell({ 'Answer the question': says('answered', 'Up to 35 euros, yes.') });
    expect(story.end).toEqual({ outcome: 'answered-question', text: 'Up to 35 euros, yes.' });
  });

  test('nobody has answered yet: the person is asked to wait with it', async () => {
    const story = await tell({ 'Answer the question': ['silence', says('answered')] });
    expect(story.told).toEqual([expect.stringContaining('wait with what you asked about')]);
  });

  stories.everyQuestion('policy-question');
  stories.nothingUntold('policy-question');
});

describe('a date an authority has set', () => {
  const matter = { facts: { deadline: '2026-06-30' } };
  const tell = (replies: Parameters<typeof stories.tell>[1], of = matter) =>
    stories.tell('regulatory-deadline', replies, of);
  const due = {
    'Enter the date': says('due', '', { deadline: '2026-06-30', filing: 'emissions report' }),
    'Prepare it': says('ready'),
    'File it': says('filed', '', { receipt: 'R-77' }),
  };

  test('is kept in sight, prepared six weeks before and filed', async () => {
    const story = await tell(due);
    expect(story.asked).toEqual(['Enter the date: filing', 'Prepare it: filing', 'File it: filing']);
    expect(story.told).toEqual([
      expect.stringContaining('in our calendar of dates'),
      expect.stringContaining('It is filed.'),
    ]);
    // From the second of March to the nineteenth of May, at nine.
    expect(Math.round(story.hours / 24)).toBe(78);
    expect(story.end?.outcome).toBe('filed');
  });

  test('falls to the compliance lead with four weeks left, and is filed before it is due', async () => {
    const story = await tell({
      ...due,
      'Prepare it': 'silence',
      'Prepare it with the compliance lead': says('ready'),
      'File it': 'silence',
      'File it with the compliance lead': says('filed'),
    });
    expect(story.asked).toContain('Prepare it with the compliance lead: lead');
    expect(Date.parse('2026-03-02T09:00:00Z') + story.hours * 3_600_000).toBeLessThan(
      Date.parse('2026-06-30'),
    );
  });

  test('years ahead is kept in sight by one execution after the other, and nobody is asked twice', async () => {
    const facts = { deadline: '2028-12-01' };
    const story = await tell(
      { ...due, 'Enter the date': says('due', 'We know it from last time.', facts) },
      { facts },
    );
    expect(story.asked).toEqual(['Enter the date: filing', 'Prepare it: filing', 'File it: filing']);
    expect(story.told.map((each) => each.split('\n')[0])).toEqual([
      'We know it from last time.',
      'It is filed.',
    ]);
    expect(story.path.filter((state) => state === 'Is it new?').length).toBeGreaterThan(4);
    expect(Date.parse('2026-03-02T09:00:00Z') + story.hours * 3_600_000).toBe(
      Date.parse('2028-10-20T07:00:00Z'),
    );
    expect(story.end?.outcome).toBe('filed');
  });

  test('that is near is prepared at once', async () => {
    const story = await tell(due, { facts: { deadline: '2026-03-20' } });
    expect(story.path).not.toContain('Wait for the time to prepare: until then');
    expect(story.hours).toBe(0);
  });

  test('that nobody can read is prepared at once too, not forgotten', async () => {
    const story = await tell(due, { facts: { deadline: 'end of June' } });
    expect(story.asked[1]).toBe('Prepare it: filing');
  });

  test('that is none ends with the reason', async () => {
    const story = await tell({ 'Enter the date': says('not-due', 'We are below the threshold.') });
    expect(story.end).toEqual({ outcome: 'not-due', text: 'We are below the threshold.' });
  });

  stories.everyQuestion('regulatory-deadline', matter);
  stories.nothingUntold('regulatory-deadline');
});
