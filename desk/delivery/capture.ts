import type { Case } from '../case/case.ts';

/**
 * Whether what leaves because of a case is captured instead of sent: a department in its shadow stage works as it would,
 * and nobody outside hears of it (row 65). Decided where things leave, by the case itself, so that no way there is missed.
 */
export const isCaptured = (of: Pick<Case, 'shadow'> | undefined): boolean => of?.shadow === true;
