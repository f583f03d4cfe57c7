import { GLASS } from './glass-operations.ts';
import { REPORTS } from './report-operations.ts';

/** What those ask who answer for the work. */
export const OVERSIGHT = { ...REPORTS, ...GLASS };
