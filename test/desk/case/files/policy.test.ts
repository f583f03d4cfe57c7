import { describe, expect, test } from 'vitest';
import { checkFiles, LARGEST_FILE, refusedBy } from '#desk/case/files/policy.ts';
import { mayHandOut, replaces, stateOf, type Verdict } from '#desk/case/files/scan.ts';
import { DeskError } from '#desk/errors.ts';

const file = (name: string, bytes = 1) => ({ name, bytes });

describe('what a department takes', () => {
  test.each(['run.EXE', 'invoice.pdf.exe', 'macro.vbs', 'start.lnk', 'x.js ', 'page.hta'])(
    'no program: %s',
    (name) => expect(refusedBy({}, file(name))).toMatch('is a program'),
  );

  test.each(['scan.pdf', 'exe', 'a.exe.pdf', 'photo', 'drawing.svg', 'page.html'])(
    'anything else: %s',
    (name) => expect(refusedBy({}, file(name))).toBeUndefined(),
  );

  test('nothing beyond its size, and never beyond the desk’s', () => {
    expect(refusedBy({ largest: 10 }, file('a.pdf', 10))).toBeUndefined();
    expect(refusedBy({ largest: 10 }, file('a.pdf', 11))).toBe('is larger than 10 bytes');
    expect(refusedBy({ largest: LARGEST_FILE * 2 }, file('a.pdf', LARGEST_FILE + 1))).toBeDefined();
  });

  test('only its endings, however they are written', () => {
    expect(refusedBy({ only: ['pdf'] }, file('A.PDF'))).toBeUndefined();
    expect(refusedBy({ only: ['pdf'] }, file('a.docx'))).toBe('is none of these: pdf');
    expect(refusedBy({ only: ['pdf'] }, file('pdf'))).toBeDefined();
  });

  test('a form is told every file that does not fit, by its place', () => {
    const refused = () => checkFiles({ only: ['pdf'] }, [file('a.pdf'), file('b.exe'), file('c.doc')]);
    expect(refused).toThrow(DeskError);
    try {
      refused();
    } catch (error) {
      expect((error as DeskError).faults.map(({ pointer }) => pointer)).toEqual([
        '/attachments/1',
        '/attachments/2',
      ]);
    }
  });
});

describe('verdicts in any order', () => {
  const all: readonly Verdict[] = ['clean', 'infected', 'failed'];
  const orders = all.flatMap((a) => all.flatMap((b) => all.map((c) => [a, b, c] as const)));

  test.each(orders)(
    '%s, %s, %s: an infection is never taken back, a failure never covers a look',
    (...said) => {
      let kept: Verdict | undefined;
      for (const next of said) if (replaces(kept, next)) kept = next;
      expect(kept).toBe(
        all.filter((each) => said.includes(each)).includes('infected')
          ? 'infected'
          : said.includes('clean')
            ? 'clean'
            : 'failed',
      );
    },
  );

  test.each([
    ['pending', undefined, false, {}, false],
    ['unscanned', undefined, true, {}, false],
    ['unscanned', undefined, true, { takesUnscanned: true }, true],
    ['pending', undefined, false, { takesUnscanned: true }, false],
    ['clean', 'clean', false, {}, true],
    ['infected', 'infected', true, { takesUnscanned: true }, false],
    ['failed', 'failed', true, { takesUnscanned: true }, false],
  ] as const)(
    '%s (said: %s, nobody looks: %s, %j) is handed out: %s',
    (state, verdict, unscanned, policy, out) => {
      const scan = verdict && { verdict, at: '2026-03-02T09:00:00.000Z' };
      expect(stateOf(scan, unscanned)).toBe(state);
      expect(mayHandOut(state, policy)).toBe(out);
    },
  );
});
