import { describe, expect, test } from 'vitest';
import { careFolder } from '#statemachines/care/index.ts';
import { subjectOf } from '#statemachines/checks/check.ts';
import { PROCESS_CHECKS } from '#statemachines/checks/check-process.ts';
import { set } from './broken.ts';
import { says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(careFolder);
type Replies = Parameters<typeof stories.tell>[1];

describe('somebody in distress', () => {
  const tell = (replies: Replies) => stories.tell('listen', replies);
  const good = { 'Stay with the person': says('in-good-hands') };

  test('is heard by the person on duty, who stays until they are in good hands', async () => {
    const story = await tell({ 'Call the person on duty': says('taken'), ...good });
    expect(story.asked).toEqual(['Call the person on duty: team', 'Stay with the person: team']);
    expect(story.end).toEqual({ outcome: 'in-good-hands' });
  });

  test('hears nothing that a machine says', async () => {
    const story = await tell({ 'Keep calling': says('taken'), ...good });
    expect(story.told).toEqual([]);
    expect(story.end?.text).toBeUndefined();
  });

  test('is passed on within minutes, to one group after the other, round and round until somebody answers', async () => {
    const story = await tell({
      'Call the lead': ['silence', says('taken')],
      ...good,
    });
    expect(story.asked.slice(0, 5)).toEqual([
      'Call the person on duty: team',
      'Call the lead: lead',
      'Call the deputy: deputy',
      'Keep calling: team',
      'Call the lead: lead',
    ]);
    expect(story.hours - 4, 'all three within minutes').toBeCloseTo(0.3, 3);
  });

  test.each(['Call the lead', 'Call the deputy'])('is taken by whoever answers first: %s', async (state) => {
    const story = await tell({ [state]: says('taken'), ...good });
    expect(story.path.at(-1)).toBe('Leave it in good hands');
  });

  test('is asked after when nobody says how they are', async () => {
    const story = await tell({
      'Call the person on duty': says('taken'),
      'Ask after the person': ['silence', says('in-good-hands')],
    });
    expect(story.asked.slice(1)).toEqual([
      'Stay with the person: team',
      'Ask after the person: lead',
      'Stay with the person again: deputy',
      'Ask after the person: lead',
    ]);
    await tell({
      'Call the person on duty': says('taken'),
      'Stay with the person again': says('in-good-hands'),
    });
  });

  test('is shown to nobody in a mail', async () => {
    const story = await tell({ 'Call the deputy': says('taken'), ...good });
    expect(Object.values(story.shown).flat()).toEqual([]);
  });

  stories.everyQuestion('listen');
  stories.nothingUntold('listen');
});

describe('what only sounds like it', () => {
  const tell = (replies: Replies) => stories.tell('look', replies);

  test('and is ordinary goes on as if it had just come', async () => {
    const story = await tell({ 'Look who is behind it': says('ordinary') });
    expect(story.path).toEqual(['Look who is behind it', 'In need?', 'Hand it on']);
    expect(story.end).toEqual({ outcome: 'ordinary' });
  });

  test('and is somebody in need is stayed with', async () => {
    const story = await tell({
      'Look who is behind it': says('in-need'),
      'Stay with the person': says('in-good-hands'),
    });
    expect(story.end).toEqual({ outcome: 'in-good-hands' });
  });

  test('is looked at by the lead and the deputy in turn when nobody looks', async () => {
    const story = await tell({
      'Look in their place': ['silence', says('ordinary')],
      'Look as deputy': ['silence'],
    });
    expect(story.asked.map((each) => each.split(': ')[1])).toEqual(['team', 'lead', 'deputy', 'lead']);
    await tell({ 'Look as deputy': says('ordinary') });
    await tell({
      'Look who is behind it': says('in-need'),
      'Stay with the person again': says('in-good-hands'),
    });
    await tell({
      'Look who is behind it': says('in-need'),
      'Ask after the person': ['silence', says('in-good-hands')],
    });
  });

  stories.everyQuestion('look');
  stories.nothingUntold('look');
});

describe('what is different where somebody is in distress is a rule too', () => {
  const [listen = expect.fail('no process')] = careFolder.processes;
  const broken = (path: string, value: unknown) => {
    const definition = JSON.parse(JSON.stringify(listen.definition));
    set(definition.States, path, value);
    return subjectOf(careFolder, { ...listen, definition });
  };

  test('an end that speaks by itself is refused', () => {
    const check = PROCESS_CHECKS['sends nobody away without a word'];
    expect(check(broken('Leave it in good hands/Arguments/Payload/text', 'All is well.'))).not.toEqual([]);
  });

  test('a circle of silence in which nobody is called is refused', () => {
    const check = PROCESS_CHECKS['tells the requester when silence goes round in a circle'];
    const definition = JSON.parse(JSON.stringify(listen.definition));
    for (const state of ['Keep calling', 'Call the lead', 'Call the deputy'])
      set(definition.States, `${state}/Arguments/Payload/page`, undefined);
    expect(check(subjectOf(careFolder, { ...listen, definition }))).toHaveLength(3);
  });
});
