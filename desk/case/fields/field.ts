/** What a field holds: a line of text, a day, a number, one of its options, a person by mail address, yes or no. */
export type FieldType = 'text' | 'date' | 'number' | 'choice' | 'person' | 'yes-no';

/** One thing that has to be said, under the name it gets among the case's facts, in the department's words (row 18). */
export type Field = Readonly<{
  /** `lastWorkingDay`: how it is called among the facts of the case. */
  name: string;
  label: string;
  type: FieldType;
  /** May be left out; what an answer or a service asks for is required unless it says so. */
  optional?: true;
  /** The smallest number, the first day (`2026-01-31`, or `today`), the fewest letters. */
  min?: number | string;
  /** The largest number, the last day, the most letters. */
  max?: number | string;
  /** What may be chosen. */
  options?: readonly string[];
  /** A regular expression the whole text has to match, like `[A-Z]{2}\\d{4}`. */
  pattern?: string;
  /** One sentence that helps to fill it in. */
  hint?: string;
  /** A change of it makes an approval void (A9). */
  material?: true;
  /** Shown to the department's own people only (A10). */
  confidential?: true;
}>;

/** A value as facts of a case keep it, or why it is none; the reason goes on after the label. */
export type Read = Readonly<{ value: string } | { fault: string }>;

/** No fact is longer (letters); longer words belong into the message. */
export const LONGEST = 200;
