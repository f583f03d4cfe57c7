import { GLASS_ROUTES } from './glass-routes.ts';
import { REPORT_ROUTES } from './report-routes.ts';

/** The operations of those who answer for the work, and do not do it. */
export const OVERSIGHT_ROUTES = [...REPORT_ROUTES, ...GLASS_ROUTES] as const;
