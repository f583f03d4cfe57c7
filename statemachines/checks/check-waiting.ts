import type { DepartmentFolder } from '../words/department.ts';

const isDays = (days: number) => Number.isInteger(days) && days >= 1 && days <= 250;

/** What a department says of unanswered questions and of closed cases: reminders in order, and no closing that a reply does not undo (P14, P21). */
export function waiting({ waiting, reopen }: DepartmentFolder): readonly string[] {
  const { remindAfterDays = [], closeAfterDays } = waiting ?? {};
  const moments = [...remindAfterDays, ...(closeAfterDays === undefined ? [] : [closeAfterDays])];
  return [
    ...[...moments, ...(reopen === undefined ? [] : [reopen.days])]
      .filter((days) => !isDays(days))
      .map((days) => `${days} is no number of business days from 1 to 250`),
    ...(moments.every((days, at) => at === 0 || days > (moments[at - 1] ?? 0))
      ? []
      : ['reminders come one after the other, and before the closing']),
    ...(closeAfterDays !== undefined && reopen === undefined
      ? ['what it closes unanswered is not opened again by a reply']
      : []),
  ];
}
