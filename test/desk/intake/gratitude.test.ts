import { describe, expect, test } from 'vitest';
import { isGratitude } from '#desk/intake/gratitude.ts';

const file = { name: 'a.pdf', type: 'application/pdf', bytes: 1, content: new Uint8Array(1), inline: false };
const thanks = (newText: string) => isGratitude({ newText, attachments: [] });

describe('thanks-only replies (P14)', () => {
  test.each([
    'Thanks!',
    'Thank you very much, works perfectly now.',
    'thx',
    'Many thanks for your quick help!\n\nBest regards,\nAnna Berg',
    'Perfect, thank you Priya',
    'Danke!',
    'Vielen Dank für die schnelle Hilfe. Funktioniert wieder.\nViele Grüße\nAnna',
    'Merci beaucoup, bonne journée',
    'Muchas gracias por la ayuda',
    'Grazie mille!',
    'Obrigada!',
    'Bedankt voor de snelle hulp'.replace('snelle ', ''),
    'Tack!',
    'Dziękuję',
    'Спасибо большое!',
    '谢谢！',
    'ありがとうございます。',
    '감사합니다.',
  ])('P14 "%s" reopens nothing', (text) => expect(thanks(text)).toBe(true));

  test.each([
    'Thanks, but it still does not work.',
    'Thanks. Can you also look at the scanner?',
    'Thank you, the new one has a broken screen',
    'Thanks, please also add Bob to the list',
    'Danke, aber der Drucker geht nicht.',
    'Danke. Kein Erfolg.',
    'Danke, und wann kommt das Ersatzteil?',
    'Merci, mais ça ne marche pas',
    'Gracias, pero sigue igual',
    'Спасибо, но не работает',
    '谢谢，但是还不行',
    'ありがとうございます。しかしまだ動きません。',
    'No thanks',
    'Works now.',
    'Yes',
    '',
    'See https://example.com thanks',
    `Thanks! ${'very '.repeat(60)}much`,
  ])('P14 "%s" is more than thanks', (text) => expect(thanks(text)).toBe(false));

  test('P14 a file is more than thanks, a logo is not', () => {
    expect(isGratitude({ newText: 'Thanks!', attachments: [file] })).toBe(false);
    expect(isGratitude({ newText: 'Thanks!', attachments: [{ ...file, inline: true }] })).toBe(true);
  });
});
