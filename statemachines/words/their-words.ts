/**
 * What whoever has just answered says to the person, before the sentence of the process: for `tellRequester`, right after a
 * question to a group. With a comment it is the answer of a human, and keeps the promise of one (L1); without, it is none (L3).
 */
export const THEIR_WORDS = { words: '{% $answer.comment %}', by: '{% $answer.by %}' } as const;
