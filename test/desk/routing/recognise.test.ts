import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '#desk/department.ts';
import { recognise } from '#desk/routing/recognise.ts';
import { route } from '#desk/routing/route.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { ALIKE, DISTRESSED, EVERYDAY, HELD_OUT, HELD_OUT_ORDINARY, UNSEEN } from './distress.ts';
import { DANGEROUS, HARMLESS_MAILS } from './emergencies.ts';
import { GIBBERISH, LABELLED } from './mails.ts';

const as = (text: string) => recognise({ subject: 'Hello', text }).as;
const ORDINARY = [...LABELLED.map(([, subject, text]) => `${subject}. ${text}`), ...EVERYDAY];

const catalogue = catalogueOf(DEPARTMENTS);
/** Whether a message is heard by people of care, or those of emergencies, wherever it would go otherwise. */
const routed = (text: string) =>
  ['care', 'emergency'].includes(route(catalogue, { subject: 'Hello', text }).department);

describe('somebody in distress (row 14)', () => {
  test('the table is long enough to mean something, and in seven languages', () => {
    expect(DISTRESSED.length).toBeGreaterThanOrEqual(40);
    expect(ALIKE.length).toBeGreaterThanOrEqual(40);
  });

  test.each([...DISTRESSED, ...HELD_OUT])('is heard at once: %s', (text) => {
    expect(as(text)).toBe('distress');
    expect(as(text.toUpperCase()), 'capitals say nothing').not.toBe('ordinary');
  });

  test.each([...ALIKE, ...HELD_OUT_ORDINARY])(
    'what only sounds like it is read by people of care: %s',
    (text) => {
      expect(as(text)).toBe('perhaps');
    },
  );

  test('the words that say so are kept', () => {
    const found = recognise({ subject: 'x', text: 'Dear all, I want to die. Best, A' });
    expect(found).toEqual({ as: 'distress', because: ["self-harm: 'want to die'"] });
  });

  test('danger is called out first, unless somebody hurts themselves or is hurt by people', () => {
    expect(as('I am panicking, there is smoke on floor 3')).toBe('emergency');
    expect(as('I took all the pills and someone should call an ambulance')).toBe('distress');
  });
});

describe('people in danger (row 13)', () => {
  test.each(DANGEROUS)('are heard at once: %s', (text) => {
    expect(as(text)).toBe('emergency');
  });

  test.each(HARMLESS_MAILS)('what only sounds like it pages nobody: %s', (text) => {
    expect(as(text)).toBe('ordinary');
  });
});

test('ordinary mails are left alone', () => {
  expect([...ORDINARY, ...GIBBERISH].filter((text) => as(text) !== 'ordinary')).toEqual([]);
});

test('how well it does, in numbers', () => {
  const share = (texts: readonly string[], ...wanted: readonly string[]) =>
    `${texts.filter((text) => wanted.includes(as(text))).length} of ${texts.length}`;
  const reached = (texts: readonly string[]) => `${texts.filter(routed).length} of ${texts.length}`;
  const rows = {
    'the table': DISTRESSED,
    'other words': HELD_OUT,
    'never tuned on': UNSEEN,
    'sounds alike': ALIKE,
    'ordinary mails': ORDINARY,
  };
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, texts]) => [
        name,
        {
          'at once': share(texts, 'distress'),
          'at once or looked at': share(texts, 'distress', 'perhaps'),
          'reaches people of care': reached(texts),
        },
      ]),
    ),
  );
  expect(ORDINARY.filter(routed)).toEqual([]);
  expect(UNSEEN.filter(routed).length).toBeGreaterThanOrEqual(UNSEEN.length * 0.8);
});
test('a mail of any length and any letters is read in one go', () => {
  const long = 'my manager said that he '.repeat(30_000);
  expect(as(`${long} I want to die.`)).toBe('distress');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      expect(recognise({ subject: '', text })).toEqual(recognise({ subject: '', text }));
    }),
    { seed: 20_260_301, numRuns: 200 },
  );
});
