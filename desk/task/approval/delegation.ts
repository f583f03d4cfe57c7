import { DeskError } from '../../errors.ts';

/** Somebody decides in the place of somebody else, from one day to another, both included (A4). */
export type Delegation = Readonly<{ who: string; to: string; from: string; until: string }>;

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** Whether a delegation counts at an instant, by the days of UTC. */
export const isActive = ({ from, until }: Delegation, at: string): boolean =>
  from <= at.slice(0, 10) && at.slice(0, 10) <= until;

/** Refuses `invalid`, naming the field: days that are none or in the wrong order, oneself, a stranger to the company. */
export function checkDelegation(
  { who, to, from, until }: Delegation,
  companyDomains: readonly string[],
): void {
  const domain = to.slice(to.lastIndexOf('@') + 1);
  const faults = [
    ...(to === who ? [{ pointer: '/to', message: 'should be somebody else' }] : []),
    ...(companyDomains.includes(domain) ? [] : [{ pointer: '/to', message: 'should be one of our people' }]),
    ...(isDay(from) ? [] : [{ pointer: '/from', message: 'should be a date like 2026-12-31' }]),
    ...(isDay(until) ? [] : [{ pointer: '/until', message: 'should be a date like 2026-12-31' }]),
    ...(isDay(from) && isDay(until) && until < from
      ? [{ pointer: '/until', message: 'should not be before the first day' }]
      : []),
  ];
  if (faults.length > 0)
    throw new DeskError('invalid', faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; '), {
      faults,
    });
}
