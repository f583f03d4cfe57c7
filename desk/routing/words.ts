/** Words too common to speak for any service. */
const SILENT = new Set(
  (
    'a about after again all also am an and any are as at be because been but by can cannot could day dear did do does done ' +
    'don for from get got had has have hello help hi how i if im in into is it its ive just know let like me morning my ' +
    'no not now of off on one or our out please re regards so some still thank thanks that the their them then there ' +
    'they this to today too up us very want was we were what when where which who why will with would yes you your'
  ).split(' '),
);

/** The plain stem of an English word: enough to make `leaking`, `leaks` and `leak` one. */
function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word;
}

/** The telling words of a text, stemmed, in order and without repeats. */
export function tellingWords(text: string): readonly string[] {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [];
  return [
    ...new Set(words.filter((word) => word.length > 1 && !SILENT.has(word.replaceAll("'", ''))).map(stem)),
  ];
}
