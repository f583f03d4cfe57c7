import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFields, pointersOf } from '#desk/case/fields/check-fields.ts';
import type { Field } from '#desk/case/fields/field.ts';
import { saidIn } from '#desk/case/fields/said-in.ts';
import { schemaOf } from '#desk/case/fields/schema.ts';
import { LEAVING } from './leavers.ts';

const TODAY = '2026-03-02T09:00:00.000Z';
const field = (more: Partial<Field>): Field => ({ name: 'it', label: 'It', type: 'text', ...more });
const read = (of: Partial<Field>, given: unknown) => {
  const { values, faults } = checkFields([field(of)], { it: given }, TODAY);
  return faults[0]?.reason ?? values.it ?? 'left out';
};

describe('a value', () => {
  test.each<[Partial<Field>, unknown, string]>([
    [{}, ' some   words ', 'some words'],
    [{}, '', 'is missing'],
    [{}, { admin: true }, 'is missing'],
    [{ optional: true }, '', 'left out'],
    [{ min: 3 }, 'ab', 'should have at least 3 letters'],
    [{ max: 3 }, 'abcd', 'should have at most 3 letters'],
    [{}, 'x'.repeat(201), 'should have at most 200 letters'],
    [{ pattern: '[A-Z]{2}\\d{2}' }, 'AB12', 'AB12'],
    [{ pattern: '[A-Z]{2}\\d{2}' }, 'xAB12', 'does not have the form it should have'],
    [{ type: 'date' }, '2026-04-30', '2026-04-30'],
    [{ type: 'date' }, '30 April', '2026-04-30'],
    [{ type: 'date' }, '2026-02-30', 'should be a date like 2026-12-31'],
    [{ type: 'date' }, 'from 1 May to 3 May', 'should be a date like 2026-12-31'],
    [{ type: 'date', min: 'today' }, '2026-03-01', 'should not be before 2026-03-02'],
    [{ type: 'date', max: '2026-03-31' }, '2026-04-01', 'should not be after 2026-03-31'],
    [{ type: 'number' }, 12.5, '12.5'],
    [{ type: 'number' }, 'EUR 1200,50', '1200.5'],
    [{ type: 'number' }, '1,200', 'should be a number like 1200 or 12.50'],
    [{ type: 'number', min: 1 }, '0', 'should be at least 1'],
    [{ type: 'number', max: 10 }, '11', 'should be at most 10'],
    [{ type: 'choice', options: ['Own wish', 'Other'] }, 'own WISH', 'Own wish'],
    [{ type: 'choice', options: ['Own wish', 'Other'] }, 'mine', 'should be one of: Own wish, Other'],
    [{ type: 'person' }, 'Bob <Bob@corp.example>', 'bob@corp.example'],
    [{ type: 'person' }, 'Bob', 'should be a mail address'],
    [{ type: 'yes-no' }, true, 'yes'],
    [{ type: 'yes-no' }, 'No.', 'no'],
    [{ type: 'yes-no' }, 'perhaps', 'should be yes or no'],
  ])('of %j from %j is %j', (of, given, expected) => expect(read(of, given)).toBe(expected));

  test('is told as a JSON pointer and a sentence in the words of the department', () => {
    const { faults } = checkFields(LEAVING, { reason: 'Own wish', keepsPhone: 'maybe' }, TODAY);
    expect(pointersOf(faults)).toEqual([
      { pointer: '/fields/lastWorkingDay', message: 'Last working day is missing' },
      { pointer: '/fields/keepsPhone', message: 'Keeps the phone should be yes or no' },
    ]);
  });

  test('is what it is when it is read again, whatever was given', () => {
    const types = fc.constantFrom('text', 'date', 'number', 'choice', 'person', 'yes-no');
    fc.assert(
      fc.property(types, fc.oneof(fc.string(), fc.anything()), (type, given) => {
        const of = [field({ type: type as Field['type'], options: ['a', 'b'] })];
        const { values } = checkFields(of, { it: given }, TODAY);
        if (values.it !== undefined) expect(checkFields(of, values, TODAY)).toEqual({ values, faults: [] });
      }),
    );
  });
});

describe('a message says', () => {
  const said = (text: string, fields = LEAVING) => saidIn(fields, text, TODAY);

  test('what stands after a label, on its line or the next', () => {
    expect(
      said('Hello,\n> last working day: 30.4.2026\nReason:\n  Own wish\n\nKeeps the phone = no\nBye'),
    ).toEqual({
      lastWorkingDay: '30.4.2026',
      reason: 'Own wish',
      keepsPhone: 'no',
    });
  });

  test('what stands after a number, in the order of the question', () => {
    expect(said('1. 2026-04-30\n2) Retirement\n3: yes')).toEqual({
      lastWorkingDay: '2026-04-30',
      reason: 'Retirement',
      keepsPhone: 'yes',
    });
  });

  test('what stands after some words of one label alone', () => {
    const fields = [
      field({ name: 'systems', label: 'Systems it connects to' }),
      field({ name: 'from', label: 'From where to where' }),
      field({ name: 'first', label: 'First day of the leave' }),
      field({ name: 'back', label: 'First day back at work' }),
    ];
    const mail = 'Systems: SAP, Workday\nFrom: kim@corp.example\nFirst day: soon\nTo: you\nback at work: May';
    expect(saidIn(fields, mail, TODAY)).toEqual({ systems: 'SAP, Workday', back: 'May' });
  });

  test('its dates in their order, for days without a label', () => {
    expect(said('I leave on 30 April 2026.')).toEqual({ lastWorkingDay: '2026-04-30' });
  });

  test('the whole of it, where one thing is asked for and one line answers', () => {
    expect(said('Own wish', LEAVING.slice(1, 2))).toEqual({ reason: 'Own wish' });
    expect(said('What do you mean?', LEAVING.slice(1, 2))).toEqual({});
  });

  test('nothing where there is nothing to read, however long or strange it is', () => {
    expect(said('See https://wiki.corp.example: all is there')).toEqual({});
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => void said(text)));
  });
});

test('fields are a JSON Schema for forms on other pages', () => {
  expect(schemaOf(LEAVING)).toEqual({
    type: 'object',
    properties: {
      lastWorkingDay: { type: 'string', format: 'date', title: 'Last working day' },
      reason: { type: 'string', title: 'Reason', enum: ['Own wish', 'Retirement'] },
      keepsPhone: { type: 'boolean', title: 'Keeps the phone' },
      handover: {
        type: 'string',
        format: 'email',
        title: 'Takes over',
        description: 'Their mail address.',
      },
    },
    required: ['lastWorkingDay', 'reason', 'keepsPhone'],
    additionalProperties: false,
  });
});
