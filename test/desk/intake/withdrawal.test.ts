import { expect, test } from 'vitest';
import { isWithdrawal } from '#desk/intake/withdrawal.ts';

test.each([
  'Cancel',
  'please cancel.',
  'Please withdraw my request!\n\nThanks, Anna',
  '\n  I withdraw my request\n',
  'Bitte stornieren',
  'Ich ziehe meine Anfrage zurück.',
  'Merci d’annuler',
  'Annuleren',
  'Anuluj',
])('a reply that begins with nothing but the wish to withdraw: %j', (newText) => {
  expect(isWithdrawal({ newText })).toBe(true);
});

test.each([
  '',
  'Cancel?',
  'Please cancel my meeting with the supplier and book another.',
  'Do not cancel',
  'My flight was cancelled',
  'Hello\ncancel',
  'cancel my subscription',
  'The cancel button does not work',
])('anything more is read by a person: %j', (newText) => {
  expect(isWithdrawal({ newText })).toBe(false);
});
