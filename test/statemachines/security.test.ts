import { describe, expect, test } from 'vitest';
import { securityFolder } from '#statemachines/security/index.ts';
import { says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(securityFolder);

describe('a lost badge (row 5)', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('lost-badge', replies);
  const disabled = { 'Disable the badge': says('completed') };
  const made = { ...disabled, 'Make a new badge': says('ready') };

  test('is disabled by the badge system before anything else, then replaced and handed over', async () => {
    const story = await tell({ ...made, 'Hand the badge over': says('handed-over') });
    expect(story.asked).toEqual([
      'Disable the badge: system',
      'Make a new badge: team',
      'Hand the badge over: reception',
    ]);
    expect(story.told).toEqual([expect.stringContaining('Your badge opens no door any more')]);
    expect(story.end?.outcome).toBe('replaced');
  });

  test('shows the badge system who it is, and no word of what they wrote', async () => {
    const { shown } = await tell(made);
    expect(shown['Disable the badge']).toEqual(['requester']);
  });

  test.each([
    ['fails', says('failed')],
    ['says nothing for an hour', 'silence'],
    ['cannot be reached', 'unreachable'],
  ] as const)(
    'is disabled by hand, still before it is replaced, where the system %s',
    async (_what, reply) => {
      const story = await tell({
        'Disable the badge': reply,
        'Disable by hand': says('disabled'),
        'Make a new badge': says('ready'),
        'Hand the badge over': says('handed-over'),
      });
      expect(story.asked.slice(1, 3)).toEqual(['Disable by hand: oncall', 'Make a new badge: team']);
      expect(story.end?.outcome).toBe('replaced');
    },
  );

  test('that nobody disables is called about every hour, and the person hears that it still works', async () => {
    const story = await tell({
      'Disable the badge': says('failed'),
      'Disable by hand': ['silence', says('disabled')],
      'Make a new badge': says('ready'),
      'Hand the badge over': says('handed-over'),
    });
    expect(story.told[0]).toContain('Your badge is not disabled yet');
    expect(story.hours).toBe(3);
  });

  test('that is found before it is handed over is made valid again', async () => {
    const story = await tell({
      ...made,
      'Hand the badge over': says('found'),
      'Reactivate the badge': says('completed'),
    });
    expect(story.asked.at(-1)).toBe('Reactivate the badge: system');
    expect(story.end).toEqual({ outcome: 'cancelled-reactivated', text: 'Your old badge is valid again.' });
  });

  test('that is found is made valid by hand where the badge system does not', async () => {
    const story = await tell({
      ...made,
      'Hand the badge over': says('found'),
      'Reactivate the badge': says('failed'),
      'Reactivate by hand': says('reactivated'),
    });
    expect(story.asked.at(-1)).toBe('Reactivate by hand: oncall');
    expect(story.end?.outcome).toBe('cancelled-reactivated');
  });

  test('whose replacement nobody makes sends the person to the reception meanwhile', async () => {
    const story = await tell({
      ...disabled,
      'Make a new badge': ['silence', says('ready')],
      'Hand the badge over': says('handed-over'),
    });
    expect(story.asked).toContain('Make it with the security lead: lead');
    expect(story.told.at(-1)).toContain('visitor badge');
  });

  stories.everyQuestion('lost-badge');
  stories.nothingUntold('lost-badge');
});

describe('a security incident', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('incident', replies);

  test('is contained within the hour, investigated and reported', async () => {
    const story = await tell({
      'Contain it': says('contained'),
      Investigate: says('investigated', '', { cause: 'an open share', concerned: '40 customers' }),
      'Report it': says('reported', '', { reportedTo: 'the authority, at noon' }),
    });
    expect(story.path).toEqual([
      'Contain it',
      'Contained?',
      'Tell the person it is contained',
      'Investigate',
      'Report it',
      'Close as investigated',
    ]);
    expect(story.asked).toEqual(['Contain it: oncall', 'Investigate: team', 'Report it: reporting']);
    expect(story.shown['Report it']).toEqual(['requester', 'cause', 'concerned']);
  });

  test('that is none ends with the reason', async () => {
    const story = await tell({ 'Contain it': says('false-alarm', 'It was the fire drill.') });
    expect(story.end).toEqual({ outcome: 'false-alarm', text: 'It was the fire drill.' });
  });

  test('nobody on call answers falls to the security lead after an hour', async () => {
    const story = await tell({ 'Contain it with the security lead': says('false-alarm') });
    expect(story.asked).toEqual(['Contain it: oncall', 'Contain it with the security lead: lead']);
    expect(story.hours).toBe(1);
  });

  test('everybody lies quiet about is reported within three days all the same, or the person hears', async () => {
    const story = await tell({
      'Contain it with the security lead': says('contained'),
      'Investigate with the security lead': says('investigated'),
      'Report it with the security lead': says('reported'),
    });
    expect(story.hours).toBeLessThanOrEqual(72);
    expect(story.end?.outcome).toBe('investigated');
  });

  stories.everyQuestion('incident');
  stories.nothingUntold('incident');
});

describe('a suspicious mail', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('phishing-report', replies);

  test('that is dangerous is taken out of all mailboxes', async () => {
    const story = await tell({ 'Judge the mail': says('phishing'), 'Remove it everywhere': says('removed') });
    expect(story.asked).toEqual(['Judge the mail: team', 'Remove it everywhere: team']);
    expect(story.end?.outcome).toBe('removed');
  });

  test('that was opened first has the account locked, at any hour', async () => {
    const story = await tell({
      'Judge the mail': says('opened'),
      'Lock the account': says('locked'),
      'Remove it everywhere': says('removed'),
    });
    expect(story.asked[1]).toBe('Lock the account: oncall');
    expect(story.end?.outcome).toBe('removed');
  });

  test('that is harmless is answered with the reason', async () => {
    const story = await tell({ 'Judge the mail': says('harmless', 'It is our own survey.') });
    expect(story.end).toEqual({ outcome: 'harmless', text: 'It is our own survey.' });
  });

  test('nobody has looked at is not to be touched, says the desk', async () => {
    const story = await tell({ 'Judge the mail': ['silence', says('harmless')] });
    expect(story.told).toEqual([expect.stringContaining('open nothing in it')]);
  });

  stories.everyQuestion('phishing-report');
  stories.nothingUntold('phishing-report');
});
