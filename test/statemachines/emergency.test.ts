import { describe, expect, test } from 'vitest';
import { emergencyFolder } from '#statemachines/emergency/index.ts';
import { says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(emergencyFolder);

describe('people in danger', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('alarm', replies);
  const going = { 'Call the one on duty': says('going') };
  const written = { 'Write the report': says('written', '', { report: 'A battery burned.' }) };

  test('somebody goes, gives the all-clear, and what happened is written down', async () => {
    const story = await tell({
      ...going,
      'Say when it is over': says('over', 'The fire is out.'),
      ...written,
    });
    expect(story.asked).toEqual([
      'Call the one on duty: team',
      'Say when it is over: team',
      'Write the report: lead',
    ]);
    expect(story.told).toEqual(['All clear. The fire is out.']);
    expect(story.end?.outcome).toBe('over');
  });

  test('a false alarm ends without a report', async () => {
    const story = await tell({ ...going, 'Say when it is over': says('false-alarm', 'It was steam.') });
    expect(story.end).toEqual({ outcome: 'false-alarm', text: 'It was steam.' });
  });

  test('the second is called after three minutes, then the third; then they are told to call for help themselves', async () => {
    const story = await tell({
      'Keep calling': says('going'),
      'Say when it is over': says('false-alarm'),
    });
    expect(story.asked.slice(0, 4)).toEqual([
      'Call the one on duty: team',
      'Call the lead: lead',
      'Call the site managers: site',
      'Keep calling: team',
    ]);
    expect(story.told).toEqual([expect.stringContaining('call the emergency number now')]);
    expect(story.hours).toBeCloseTo(0.15, 3);
    await tell({ 'Call the lead': ['silence', says('going')], 'Say when it is over': says('false-alarm') });
  });

  test.each(['Call the lead', 'Call the site managers'])('whoever answers first goes: %s', async (state) => {
    const story = await tell({ [state]: says('going'), 'Say when it is over': says('over'), ...written });
    expect(story.end?.outcome).toBe('over');
  });

  test('as long as nobody says that it is over, the lead is asked and people hear that it is not', async () => {
    const story = await tell({ ...going, 'Say when it is over': ['silence', says('over')], ...written });
    expect(story.told[0]).toContain('There is no all-clear yet');
    await tell({ ...going, 'Ask the lead whether it is over': says('over'), ...written });
  });

  test('a report that nobody writes is asked for again', async () => {
    const story = await tell({
      ...going,
      'Say when it is over': says('over'),
      'Write the report': ['silence', says('written')],
    });
    expect(story.told.at(-1)).toContain('still being written down');
    await tell({ ...going, 'Say when it is over': says('over'), 'Write it for them': says('written') });
  });

  stories.everyQuestion('alarm');
  stories.nothingUntold('alarm');
});
