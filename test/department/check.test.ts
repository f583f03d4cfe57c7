import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { library } from '#test/statemachines/library.ts';
import { CONTACTS } from './check/drill.ts';
import { drawn, isReady, listOf, readinessOf } from './check/readiness.ts';

const ROOT = join(import.meta.dirname, '../..');

const check = (department = library) => readinessOf([...DEPARTMENTS, department], department, ROOT);

describe('the readiness list', () => {
  test('has a line for everything that has to hold, and ten contacts that pass (rows 58, 75)', async () => {
    const parts = await check();
    expect(parts.map(({ title }) => title)).toEqual([
      'The department',
      "The process 'lending'",
      'Its tests and pages',
      'Ten people write to it',
    ]);
    const contacts = parts.at(-1)?.lines ?? [];
    expect(contacts).toHaveLength(CONTACTS);
    expect(contacts[0]?.sentence).toContain("library/lend-a-book, 'Find the book' asks library-counter@");
    // The library stands in no folder, so nobody has drawn it, and its stories are told elsewhere.
    const crossed = parts.flatMap(({ lines }) => lines.filter(({ complaints }) => complaints.length > 0));
    expect(crossed.map(({ sentence }) => sentence)).toEqual([
      'tells every way of its processes in a story',
      'shows its processes as they are',
    ]);
  });

  test('says what is missing, with a cross, and which contacts would go astray', async () => {
    const [service] = library.services;
    const examples = ['my computer does not boot', 'is this paperback in your library shelves'];
    const services = service ? [{ ...service, examples, words: {} }] : [];
    const parts = await check({ ...library, owner: '', prefix: 'IT', services });
    expect(isReady(parts)).toBe(false);
    expect(listOf(parts)).toMatch(/✗ has names, an owner and a sponsor\n +the owner is missing/);
    expect(listOf(parts)).toContain('it and library share the prefix IT');
    expect(listOf(parts)).toContain('it belongs to library/lend-a-book and went to it/');
  });

  test('shows the process as arrows', () => {
    expect(drawn(library)).toContain('  Found? ── found ──▶ Fetch the book');
    expect(drawn(library)).toContain('╌╌ silence for 24 hours ╌╌▶ Find with the head librarian');
  });
});
