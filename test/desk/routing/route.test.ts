import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '#desk/department.ts';
import { FLOOR, MARGIN, route, TRIAGE } from '#desk/routing/route.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { GIBBERISH, LABELLED } from './mails.ts';

const catalogue = catalogueOf(DEPARTMENTS);
const placed = (subject: string, text: string) => route(catalogue, { subject, text });

describe('an employee writes in plain words (row 3)', () => {
  test('the table of labelled mails is long enough to mean something', () => {
    expect(LABELLED.length).toBeGreaterThanOrEqual(40);
    // Distress and danger have tables of their own; nobody asks for triage.
    const served = DEPARTMENTS.map(({ id }) => id).filter(
      (id) => ![TRIAGE, 'care', 'emergency'].includes(id),
    );
    expect(new Set(LABELLED.map(([department]) => department))).toEqual(new Set(served));
  });

  test.each(LABELLED)('%s: %s', (department, subject, text) => {
    const { routing, ...found } = placed(subject, text);
    expect(found.department, JSON.stringify(routing)).toBe(department);
  });

  test.each(GIBBERISH)('"%s" says nothing, so a person in triage reads it', (text) => {
    expect(placed('Question', text)).toMatchObject({ department: 'triage', service: 'unplaced' });
  });
});

describe('a question to HR goes to whoever knows its topic (row 9)', () => {
  test.each([
    ['question-payroll', 'I have a question about my payslip of February'],
    ['question-vacation', 'How many vacation days do I have left this year?'],
    ['question-retirement', 'How does the company pension work and what must I do?'],
    ['question-health-insurance', 'Is my family covered by the health insurance?'],
    ['question-benefits', 'which benefits does the company offer to part-timers'],
    ['hr-question', 'Please send me a certificate of employment for my landlord'],
  ])('%s', (service, text) => {
    expect(placed('Question', text)).toMatchObject({ department: 'hr', service, kind: 'question' });
  });
});

describe('and the desk can say why (row 56)', () => {
  test('the words and examples that spoke for it, strongest first, and who came second', () => {
    const { routing } = placed(
      'Heating',
      'The heating in my office is not working, my computer is cold too.',
    );
    expect(routing).toMatchObject({ reason: 'matched', runnerUp: { service: 'it/workplace-incident' } });
    expect(routing.because[0]).toContain('heating');
    expect(routing.score - (routing.runnerUp?.score ?? 0)).toBeGreaterThanOrEqual(MARGIN);
  });

  test('too little for anybody is not guessed at', () => {
    const { routing, department } = placed('x', 'my screen');
    expect([department, routing.reason]).toEqual(['triage', 'below-floor']);
    expect(routing.score).toBeLessThan(FLOOR);
  });

  test('as much for one as for the other is a question for people', () => {
    const { routing, department } = placed('x', 'printer toilet');
    expect([department, routing.reason]).toEqual(['triage', 'too-close']);
  });
});

const words = fc.constantFrom(...LABELLED.flatMap(([, , text]) => text.split(' ')), 'zxcv', '🦄', '\n');

test('row 3 whatever is written is placed, in a service that exists, the same each time, and with a reason', () => {
  const total = fc.property(fc.array(words, { maxLength: 40 }), (said) => {
    const text = said.join(' ');
    const found = placed('', text);
    expect(catalogue.service(found.department, found.service).kind).toBe(found.kind);
    expect(placed('', text)).toEqual(found);
    expect(placed('', text.toUpperCase()).department, 'capitals say nothing').toBe(found.department);
    if (found.routing.reason === 'matched') expect(found.routing.score).toBeGreaterThanOrEqual(FLOOR);
  });
  fc.assert(total, { seed: 20_260_301, numRuns: 300 });
});
