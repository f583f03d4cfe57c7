import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEPARTMENTS } from '#statemachines/index.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import { type BreakIt, brokenProcess, set } from '#test/statemachines/broken.ts';
import { library } from '#test/statemachines/library.ts';
import { untold } from './check/readiness.ts';
import { type Rehearsal, rehearse } from './rehearse/rehearse.ts';
import { isSound, reportOf, untaken } from './rehearse/report.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Cases of each process: few, since every case of the merge counts; `npm run department -- rehearse` plays thousands. */
const OF_EACH = 8;

const rehearseLibrary = (department: DepartmentFolder, cases = 12): Promise<Rehearsal> =>
  rehearse({ folders: [...DEPARTMENTS, department], department, cases, seed: 3 });

/** The library with one thing broken in its process. */
const broken = (breakIt: BreakIt): DepartmentFolder => ({ ...library, processes: [brokenProcess(breakIt)] });

const working = DEPARTMENTS.filter(({ processes }) => processes.length > 0);

describe.each(working)('cases of $id, with answers, silences, delays and outages by chance', (department) => {
  test('all end, nothing goes wrong, and every way was taken by one of them or is told in a story', async () => {
    const cases = OF_EACH * department.processes.length;
    const rehearsal = await rehearse({ folders: DEPARTMENTS, department, cases, seed: 5 });
    expect(isSound(rehearsal), reportOf(rehearsal)).toBe(true);
    const stories = untold(department, ROOT).join();
    for (const { name } of department.processes) {
      const tally =
        rehearsal.tallies.get(`${department.id}/${name}`) ?? expect.fail(`${name} was not played`);
      expect(tally.cases).toBeGreaterThanOrEqual(OF_EACH);
      if (stories.includes(`'${name}'`)) expect(untaken(tally)).toEqual([]);
    }
    // Seconds, where the machine has nothing else to do.
  }, 180_000);
});

describe('a rehearsal', () => {
  test('is the same again for the same seed', async () => {
    const [first, second] = [await rehearseLibrary(library), await rehearseLibrary(library)];
    expect(reportOf(second)).toBe(reportOf(first));
    expect(isSound(first)).toBe(true);
  });

  test('has people who are away and let others decide, write again after the end, or say thanks', async () => {
    const department = DEPARTMENTS.find(({ id }) => id === 'payroll') ?? library;
    const rehearsal = await rehearse({ folders: DEPARTMENTS, department, cases: 90, seed: 1 });
    const besides = [...rehearsal.tallies.values()].flatMap((tally) => [...tally.besides.keys()]);
    expect(besides).toEqual(expect.arrayContaining(['opened again', 'thanked', 'by a delegate']));
    expect(isSound(rehearsal), reportOf(rehearsal)).toBe(true);
  }, 60_000);

  test('finds a case that its process cannot end', async () => {
    const rehearsal = await rehearseLibrary(
      broken((states) => set(states, 'Close as lent/Arguments/Payload/caseId', 'another')),
    );
    expect(isSound(rehearsal)).toBe(false);
    expect(reportOf(rehearsal)).toMatch(/Did not end\n {2}library\/lending: .*its process is FAILED/);
  });

  test('finds a case that waits for what does not come', async () => {
    const rehearsal = await rehearseLibrary(
      broken((states, definition) => {
        set(states, 'Tell the reader it takes longer', undefined);
        set(states, 'Tell the reader it takes longer', {
          Type: 'Wait',
          Seconds: 99_999_999,
          Next: 'Fetch with the head librarian',
        });
        set(definition, 'TimeoutSeconds', 99_999_999);
      }),
      40,
    );
    expect(reportOf(rehearsal)).toContain('waits for nothing; its process is RUNNING');
  });

  test('finds a question that nobody can answer', async () => {
    const fields = [{ name: 'title', label: 'Title', type: 'date', min: '2030-01-01', max: '2020-01-01' }];
    const rehearsal = await rehearseLibrary(
      broken((states) => set(states, 'Find the book/Arguments/Payload/fields', fields)),
    );
    expect(reportOf(rehearsal)).toContain("'Find the book' cannot be answered 'found'");
  });
});
