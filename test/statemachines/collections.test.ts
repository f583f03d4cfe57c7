import { describe, expect, test } from 'vitest';
import { collections } from './collections.ts';
import { justInTime, type Matter, type Replies, says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(collections);
const matter = { facts: { shelves: 'A1, B2', openingDay: '2026-03-20' } };
const tell = (replies: Replies, with_: Matter = matter) => stories.tell('buying', replies, with_);

const judged = { 'Judge the price': says('approve'), 'Judge the safety': says('approve') };
const roomy = { ...judged, 'Make room': says('done') };
const lent = { ...roomy, 'Borrow the first book': says('lent') };

describe('a collection', () => {
  test('is judged by both at once, given room on every shelf, lent a first book, and opened the day after', async () => {
    const story = await tell(lent);
    expect(story.asked).toEqual([
      'Judge the price: board',
      'Judge the safety: keepers',
      'Make room: A1: team',
      'Make room: B2: team',
      'Borrow the first book: library',
    ]);
    expect(story.questions.slice(2)).toEqual([
      "Please make room on the shelf 'A1'.",
      "Please make room on the shelf 'B2'.",
    ]);
    expect(story.end).toEqual({ outcome: 'lent', text: 'The collection is in its shelves.' });
    expect(story.told).toEqual(['Your collection opens tomorrow.']);
    // From Monday at ten in Berlin to nine o'clock on the day before.
    expect(story.hours).toBe(17 * 24 - 1);
  });

  test('is judged the same, whoever answers first', async () => {
    const { 'Judge the safety': safe, ...others } = lent;
    const story = await tell({ 'Judge the safety': safe, ...others });
    const verdicts = story.arrows.filter(({ to }) => to === 'the end').map(({ from }) => from);
    expect(verdicts.slice(0, 2)).toEqual(['Judge the safety', 'Judge the price']);
    expect(story.end?.outcome).toBe('lent');
  });

  test('that is not safe is not bought, whatever else was said, and the keepers say why', async () => {
    const story = await tell({
      ...judged,
      'Judge the safety': says('reject', 'The floor does not hold it.'),
    });
    expect(story.end).toEqual({ outcome: 'not-found', text: 'The floor does not hold it.' });
  });

  test('that nobody judged is decided by the head librarian', async () => {
    const story = await tell({
      ...lent,
      'Judge the price': 'silence',
      'Decide with the head librarian': says('approve'),
    });
    expect(story.path).toContain('No word on the price');
    expect(story.end?.outcome).toBe('lent');
  });

  test('whose branch fails does not break off the other one', async () => {
    const story = await tell({
      'Judge the price': 'broken',
      'Judge the safety': says('approve'),
      'Decide with the head librarian': says('reject', 'No.'),
    });
    expect(story.asked).toEqual(['Judge the safety: keepers', 'Decide with the head librarian: lead']);
    expect(story.end?.text).toBe('No.');
  });

  test('waits for every shelf: one that is full is decided on', async () => {
    const story = await tell({
      ...lent,
      'Make room: B2': says('full'),
      'Decide without shelves': says('done'),
    });
    expect(story.asked).toContain('Decide without shelves: lead');
    expect(story.end?.outcome).toBe('lent');
  });

  test('loses no answer of one shelf that came as its time was up, while another one is silent', async () => {
    const story = await tell({
      ...lent,
      'Make room: A1': justInTime('done'),
      'Make room: B2': 'silence',
      'Make room with the head librarian': says('done'),
    });
    expect(story.asked.filter((each) => each.includes('head librarian'))).toEqual([
      'Make room with the head librarian: B2: lead',
    ]);
    expect(story.end?.outcome).toBe('lent');
  });

  test('without shelves is decided on, and without room is not bought', async () => {
    const story = await tell({ ...judged, 'Decide without shelves': says('full') }, { facts: {} });
    expect(story.end?.text).toBe('There is no room for it.');
    expect((await tell(judged, { facts: { shelves: ' , ' } })).end?.text).toMatch('Nobody decided');
  });

  test('whose first book is never lent falls to the head librarian', async () => {
    const story = await tell({ ...roomy, 'Decide without shelves': says('full') });
    expect(story.path).toContain('Borrow the first book: time is up');
    expect(story.end?.text).toBe('There is no room for it.');
  });

  test('whose opening day is over, or unknown, waits for nothing', async () => {
    for (const openingDay of ['2026-03-01', '2026-03-03', '30th of March', '2027-03-01']) {
      const story = await tell(lent, { facts: { ...matter.facts, openingDay } });
      expect(story.path).not.toContain('Wait for the opening day: until then');
      expect(story.hours).toBe(0);
      expect(story.end?.outcome).toBe('lent');
    }
  });

  test('that no book is lent to is not opened', async () => {
    const story = await tell({ ...roomy, 'Borrow the first book': says('not-found') });
    expect(story.end?.text).toBe('There is no room for it.');
  });

  stories.everyQuestion('buying', matter);
  stories.nothingUntold('buying');
});
