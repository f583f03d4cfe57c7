import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesOf } from '#docs/drawing/files.ts';
import { subjectOf } from '#statemachines/checks/check.ts';
import { arrowsOf } from '#statemachines/drawings/arrows.ts';
import { flowchart } from '#statemachines/drawings/flowchart.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
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
