const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const NAME = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';

/** 2027-02-01 · 01.02.2027 · 1 February [2027] · February 1[, 2027]: every way that can be read in only one way. */
const DATE = new RegExp(
  [
    '\\b(\\d{4})-(\\d{2})-(\\d{2})\\b',
    '\\b(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})\\b',
    `\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${NAME}(?:\\s+(\\d{4}))?\\b`,
    `\\b${NAME}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?\\b`,
  ].join('|'),
  'gi',
);

const month = (word = '') => MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;

/** A date that exists, as `2027-02-01`. */
function dated(year: number, monthOf: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, monthOf - 1, day));
  return monthOf >= 1 && monthOf <= 12 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : undefined;
}

/** A date without a year is the next one of that name. */
const coming = (today: string, monthOf: number, day: number): string | undefined => {
  const year = Number(today.slice(0, 4));
  const here = dated(year, monthOf, day);
  return here !== undefined && here < today ? dated(year + 1, monthOf, day) : here;
};

function read(found: RegExpMatchArray, today: string): string | undefined {
  const [, y1, m1, d1, d2, m2, y2, d3, w3, y3, w4, d4, y4] = found;
  if (y1 !== undefined) return dated(Number(y1), Number(m1), Number(d1));
  if (y2 !== undefined) return dated(Number(y2), Number(m2), Number(d2));
  const [day, word, year] = d3 === undefined ? [d4, w4, y4] : [d3, w3, y3];
  const monthOf = month(word);
  if (monthOf === 0) return undefined;
  return year === undefined ? coming(today, monthOf, Number(day)) : dated(Number(year), monthOf, Number(day));
}

/** The dates a person names, in the order of the text, as `2027-02-01`; `today` (ISO) tells the year of one without. */
export const findDates = (text: string, today: string): readonly string[] =>
  [...text.slice(0, 4000).matchAll(DATE)]
    .map((found) => read(found, today.slice(0, 10)))
    .filter((date) => date !== undefined);
