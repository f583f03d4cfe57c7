import type { MonthlyRun } from '#desk/sla/monthly-run.ts';

/** The pay run of every month: what is in by noon of the 15th is paid at its end. HR's time records go with it too. */
export const payRun: MonthlyRun = { cutOff: { day: 15, time: '12:00' }, day: 31 };
