import { expect, test } from 'vitest';
import { firstSentence, label } from '#desk/delivery/wording.ts';

test.each([
  ['returnDate', 'Return date'],
  ['approve-with-conditions', 'Approve with conditions'],
  ['approve', 'Approve'],
])('%s is said as people write it (row 16)', (name, said) => {
  expect(label(name)).toBe(said);
});

test('the first sentence of a question stands above it, also where it is all there is', () => {
  expect(firstSentence('May this go ahead? The comment goes to the person.')).toBe('May this go ahead?');
  expect(firstSentence('Version 1.2 of the form')).toBe('Version 1.2 of the form');
});
