import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesOf } from '#docs/drawing/files.ts';
import { subjectOf } from '#statemachines/checks/check.ts';
import { arrowsOf } from '#statemachines/drawings/arrows.ts';
import { flowchart } from '#statemachines/drawings/flowchart.ts';
import { pagesOf } from '#statemachines/drawings/pages.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { buying, collections } from './collections.ts';
import { lending, library } from './library.ts';

const FOLDER = join(import.meta.dirname, '../../docs/processes');

describe('the drawn processes', () => {
  const files = filesOf(DEPARTMENTS);

  test('are a page and a picture for each process, and a page of responsibilities', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...files.keys()].sort());
  });

  test.each([...files.keys()])('%s says what the definitions say now (else: npm run map)', (name) => {
    expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(files.get(name));
  });
});

describe('a drawing', () => {
  const subject = subjectOf(library, lending);
  const drawn = flowchart(subject);

  test('gives people, systems and ends their own shapes', () => {
    expect(drawn).toContain('(["Find the book<br/>librarian"]):::person');
    expect(drawn).toContain('[["Fetch the book<br/>shelf robot"]]:::system');
    expect(drawn).toContain('{"Found?"}:::choice');
    expect(drawn).toContain('[/"Close as lent"/]:::ending');
  });

  test('says on its arrows what was answered, and dashes silence and failure', () => {
    expect(arrowsOf(subject).filter(({ from }) => ['Found?', 'Fetch the book'].includes(from))).toEqual([
      { from: 'Found?', to: 'Fetch the book', label: 'found', dashed: false },
      { from: 'Found?', to: 'Ask the reader', label: 'ask-back', dashed: false },
      { from: 'Found?', to: 'Close as not found', label: 'unknown', dashed: false },
      { from: 'Fetch the book', to: 'Fetched?', label: '', dashed: false },
      {
        from: 'Fetch the book',
        to: 'Fetch by hand',
        label: 'silence for 24 hours or out of reach',
        dashed: true,
      },
    ]);
  });

  test('shows every state people know, each with an arrow', () => {
    for (const name of subject.graph.states.keys())
      if (!name.endsWith(': time is up')) expect(drawn).toContain(`"${name}`);
    expect(drawn).not.toContain('time is up');
  });
});

describe('a drawing of a process that goes many ways at once', () => {
  const subject = subjectOf(collections, buying);
  const drawn = flowchart(subject);

  test('puts what belongs to a branch into a frame of its own', () => {
    const frames = [...drawn.matchAll(/subgraph \w+\["(.*)"\]\n([\s\S]*?)\n {2}end/g)];
    expect(frames.map(([, title]) => title)).toEqual(['price', 'safety', 'for each of the shelves']);
    expect(frames[1]?.[2]).toContain('Judge the safety');
    expect(frames[1]?.[2]).not.toContain('Judge the price');
  });

  test('says what a branch has to end with for each way on', () => {
    const ways = arrowsOf(subject).filter(({ from }) => from === 'Approved?');
    expect(ways.map(({ label }) => label)).toEqual([
      'safety: reject',
      'price: approve and safety: approve',
      'otherwise',
    ]);
  });

  test('draws what is one thing to people as one: a wait for a date, a list, a part of another department', () => {
    const from = (name: string) => arrowsOf(subject).filter((each) => each.from === name);
    expect(from('Wait for the opening day').map(({ to, label }) => [to, label])).toEqual([
      ['Tell the reader it opens', ''],
      ['Close as bought', 'no date'],
    ]);
    expect(from('Make room on every shelf').map(({ to, label }) => [to, label])).toEqual([
      ['Make room', ''],
      ['Decide without shelves', 'no list'],
    ]);
    expect(drawn).toContain('[["Borrow the first book<br/>library"]]:::system');
    expect(drawn).not.toMatch(/one by one|until then|is it over/);
  });

  test('is told in words too', () => {
    const page = pagesOf([collections]).get('collections-buying.md');
    expect(page).toContain('| Goes all ways at once: price, safety. |');
    expect(page).toContain('Waits until 24 hours before `openingDay`, at most 60 days.');
    expect(page).toContain('Opens a case with library (lend-a-book) and waits for its end. |  | 10 days |');
  });
});
