import type { Message } from './message.ts';

/** What a person writes who wants nothing more: the whole first line, without its punctuation. */
const WORDS = new Set([
  ...['cancel', 'please cancel', 'cancel please', 'cancel it', 'cancel this', 'please cancel this'],
  ...['cancel my request', 'cancel this request', 'please cancel my request', 'please cancel this request'],
  ...['withdraw', 'please withdraw', 'withdraw my request', 'please withdraw my request'],
  ...['i withdraw my request', 'i cancel my request'],
  ...['stornieren', 'bitte stornieren', 'abbrechen', 'bitte abbrechen', 'zurückziehen', 'bitte zurückziehen'],
  ...[
    'ich ziehe meine anfrage zurück',
    'ich ziehe meinen antrag zurück',
    'bitte stornieren sie meine anfrage',
  ],
  ...['annuler', 'veuillez annuler', "merci d'annuler", 'annulez ma demande', 'veuillez annuler ma demande'],
  ...['cancelar', 'anular', 'por favor cancelar', 'cancelen mi solicitud', 'cancelar mi solicitud'],
  ...['annullare', 'annulla', 'annullare la richiesta', 'annullate la mia richiesta'],
  ...['cancelar o meu pedido', 'por favor cancelem', 'annuleren', 'annuleer mijn verzoek', 'graag annuleren'],
  ...['anuluj', 'proszę anulować', 'anulować'],
]);

/** The lines of a mail that say something. */
const lines = (text: string) => text.split(/\r?\n/).map((line) => line.trim());

/**
 * Whether a reply withdraws its request: its first line is one of a few plain phrases and nothing else. Anything more
 * is read by a person, since a matter that goes on for nothing costs less than one that was ended by a misread word.
 */
export function isWithdrawal({ newText }: Pick<Message, 'newText'>): boolean {
  const first = lines(newText).find((line) => line !== '') ?? '';
  const words = first
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}' ]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return WORDS.has(words) && !first.includes('?');
}
