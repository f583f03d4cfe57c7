import { describe, expect, test } from 'vitest';
import { checkOutcome } from '#desk/case/check-outcome.ts';
import { catalogueOf } from '#desk/department.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';

const catalogue = catalogueOf(DEPARTMENTS);

describe('the outcome a person gives a case', () => {
  test('is one of the words its department has', () => {
    expect(() => checkOutcome(catalogue, 'it', 'solved')).not.toThrow();
  });

  test.each(['lent', 'constructor', 'Solved', ''])('is refused by its field when it is %j', (outcome) => {
    expect(() => checkOutcome(catalogue, 'it', outcome)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        faults: [expect.objectContaining({ pointer: '/outcome' })],
      }),
    );
  });
});
