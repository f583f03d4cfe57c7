import { REPORT_ROUTES } from './report-routes.ts';

/** The operations of those who answer for the work, and do not do it. */
export const OVERSIGHT_ROUTES = [...REPORT_ROUTES] as const;
