import { describe, expect, test } from 'vitest';
import { facilitiesFolder } from '#statemachines/facilities/index.ts';
import { type Matter, type Replies, says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(facilitiesFolder);

describe('work in a building', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('work-order', replies);
  const failed = { 'Order from the building system': says('failed') };

  test('is done by the building system', async () => {
    const story = await tell({
      'Order from the building system': says('completed', 'The valve was changed.'),
    });
    expect(story.path).toEqual(['Order from the building system', 'Work done?', 'Close as done']);
    expect(story.end).toEqual({ outcome: 'done', text: 'The valve was changed.' });
  });

  test.each([
    ['fails', says('failed')],
    ['is silent', 'silence'],
    ['cannot be reached', 'unreachable'],
  ] as const)('is done by an engineer where the building system %s', async (_what, reply) => {
    const story = await tell({
      'Order from the building system': reply,
      'Ask an engineer': says('done', 'Bled the radiator.'),
    });
    expect(story.asked).toEqual(['Order from the building system: system', 'Ask an engineer: engineers']);
    expect(story.end).toEqual({ outcome: 'done', text: 'Bled the radiator.' });
  });

  test('that the engineer cannot do is decided by the facilities lead', async () => {
    const story = await tell({
      ...failed,
      'Ask an engineer': says('cannot'),
      'Ask the facilities lead': says('cannot', 'The landlord does it in May.'),
    });
    expect(story.end).toEqual({ outcome: 'not-possible', text: 'The landlord does it in May.' });
  });

  test('that the engineer leaves lying is done by the facilities lead', async () => {
    const story = await tell({ ...failed, 'Ask the facilities lead': says('done', 'A firm was here.') });
    expect(story.asked.slice(1)).toEqual(['Ask an engineer: engineers', 'Ask the facilities lead: lead']);
    expect(story.end).toEqual({ outcome: 'done', text: 'A firm was here.' });
  });

  test('that nobody does comes back to the engineer, and the person hears', async () => {
    const story = await tell({ ...failed, 'Ask an engineer': ['silence', says('done')] });
    expect(story.told).toEqual([expect.stringContaining('takes longer than it should')]);
    expect(story.end?.outcome).toBe('done');
  });

  test('row 38 that an engineer does not find is asked for where it is, and done once the person has said it', async () => {
    const story = await tell({
      'Order from the building system': says('failed'),
      'Ask an engineer': [says('not-found'), says('done')],
      'Ask the person where it is': says('answered', 'B2, second floor, the kitchen.'),
    });
    expect(story.asked).toEqual([
      'Order from the building system: system',
      'Ask an engineer: engineers',
      'Ask the person where it is: requester',
      'Ask an engineer: engineers',
    ]);
    expect(story.shown['Ask an engineer']).toContain('answers');
    expect(story.end?.outcome).toBe('done');
  });

  test('row 38 and that nobody finds after all, or of which nothing more is heard, is decided by the lead', async () => {
    const lost = {
      'Order from the building system': says('failed'),
      'Ask an engineer': says('not-found'),
      'Ask the facilities lead': says('cannot', 'There is no such room.'),
    };
    const known = await tell({ ...lost, 'Ask the person where it is': says('known', 'In 2.417.') });
    expect(known.asked.filter((each) => each.endsWith(': requester'))).toHaveLength(4);
    expect(known.end).toEqual({ outcome: 'not-possible', text: 'There is no such room.' });
    expect((await tell(lost)).end?.outcome).toBe('not-possible');
  });

  stories.everyQuestion('work-order');
  stories.nothingUntold('work-order');
});

describe('somebody locked out', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('urgent-access', replies);

  test('is let in by the engineer on call', async () => {
    const story = await tell({ 'Send the engineer on call': says('done', 'The gate is open.') });
    expect(story.asked).toEqual(['Send the engineer on call: oncall']);
    expect(story.end).toEqual({ outcome: 'done', text: 'The gate is open.' });
  });

  test('hears why when there is no way in', async () => {
    const story = await tell({
      'Send the engineer on call': says('cannot', 'The police have closed the street.'),
    });
    expect(story.end).toEqual({ outcome: 'not-possible', text: 'The police have closed the street.' });
  });

  test('falls to the facilities lead within the hour', async () => {
    const story = await tell({ 'Call the facilities lead': says('done') });
    expect(story.asked).toEqual(['Send the engineer on call: oncall', 'Call the facilities lead: lead']);
    expect(story.hours).toBe(1);
  });

  test('is told that we keep calling when nobody answers', async () => {
    const story = await tell({ 'Send the engineer on call': ['silence', says('done')] });
    expect(story.told).toEqual([expect.stringContaining('We keep calling them')]);
    expect(story.hours).toBe(2);
  });

  stories.everyQuestion('urgent-access');
  stories.nothingUntold('urgent-access');
});

describe('a move', () => {
  const plan = { moveDate: '2026-05-04', what: 'twelve desks', where: 'B2 to C3' };
  const matter = { facts: plan };
  const tell = (replies: Replies, of: Matter = matter) => stories.tell('office-move', replies, of);
  const moved = {
    'Plan the move': says('planned', '', plan),
    'Prepare the new place': says('ready'),
    'Move the things': says('moved'),
    'Connect the devices': says('connected'),
  };

  test('is planned, prepared the week before, carried out, and IT connects the devices', async () => {
    const story = await tell(moved);
    expect(story.asked).toEqual([
      'Plan the move: movers',
      'Prepare the new place: engineers',
      'Move the things: movers',
      'Connect the devices: it',
    ]);
    expect(story.told).toEqual([expect.stringContaining('Your move is planned')]);
    // From the second of March to the twenty-seventh of April.
    expect(Math.round(story.hours / 24)).toBe(56);
    expect(story.end?.outcome).toBe('done');
  });

  test('that cannot be is declined with the reason', async () => {
    const story = await tell({ 'Plan the move': says('cannot', 'C3 is let to others until May.') });
    expect(story.end).toEqual({ outcome: 'not-possible', text: 'C3 is let to others until May.' });
  });

  test('of tomorrow, or of a day nobody can read, is prepared at once', async () => {
    for (const moveDate of ['2026-03-03', 'next week'])
      expect((await tell(moved, { facts: { ...plan, moveDate } })).hours).toBe(0);
  });

  test('nobody plans is not packed for: the person hears', async () => {
    const story = await tell({ ...moved, 'Plan the move': ['silence', says('planned')] });
    expect(story.told[0]).toContain('Please do not pack');
  });

  stories.everyQuestion('office-move', matter);
  stories.nothingUntold('office-move');
});
