import { BREACH, isLate, type Threshold } from '#desk/sla/clock.ts';
import type { EscalationAction, EscalationStep } from '#desk/sla/escalation.ts';
import { openDays } from '#desk/sla/open-days.ts';
import type { DepartmentFolder } from '../words/department.ts';

/** A moment at which anything can be done: a percentage, or seconds before or after the end. */
const isMoment = (at: Threshold): boolean =>
  typeof at === 'number'
    ? Number.isInteger(at) && at >= 1 && at <= 1000
    : /^(before|after):[1-9]\d{0,8}$/.test(at);

const secondsOf = (at: Threshold): number => (typeof at === 'number' ? at : Number(at.split(':')[1]));

/** Whether of two moments of one promise the first surely comes before the second, as far as data alone can say. */
function inOrder(first: Threshold, second: Threshold): boolean {
  if (isLate(first) !== isLate(second)) return isLate(second);
  // The breach itself comes before whatever is later than it.
  if (typeof first !== typeof second) return second !== BREACH;
  const [a, b] = [secondsOf(first), secondsOf(second)];
  return typeof first === 'string' && first.startsWith('before:') ? a > b : a < b;
}

/** The groups an action writes to or hands the case to, by role; `worker` is whoever has the case. */
function rolesOf(action: EscalationAction): readonly string[] {
  if ('notify' in action) return action.notify.filter((role) => role !== 'worker');
  if ('reassign' in action) return [action.reassign];
  if ('escalate' in action) return [action.to];
  return 'page' in action ? [action.page] : [];
}

/** What a service promises, by name and in seconds, in the hours that it keeps. */
function promisesOf({ id, calendars, promises, services, suppliers = {} }: DepartmentFolder) {
  return services.map(({ promise, calendar, kind }) => {
    const all = [...Object.values(promises), promise ?? {}].flatMap((each) => Object.entries(each));
    const named = all.map(([name, seconds]) => [name === 'ola' ? `ola:${id}` : name, seconds] as const);
    const contracts = Object.values(suppliers).map((each) => [`uc:${each.name}`, each.promise] as const);
    const hours = calendars.find(({ name }) => name === calendar) ?? calendars[0];
    const atAnyHour = kind === 'emergency' || (hours !== undefined && openDays(hours).always);
    return { atAnyHour, targets: [...named, ...contracts] };
  });
}

const moment = ({ at }: EscalationStep): string => (typeof at === 'number' ? `${at} %` : `'${at}'`);

function ofStep(department: DepartmentFolder, step: EscalationStep): string[] {
  const { at, clocks, priority, do: actions } = step;
  const all = promisesOf(department);
  const meant = all.map(({ atAnyHour, targets }) => ({
    atAnyHour,
    seconds: targets.flatMap(([name, seconds]) =>
      (clocks?.includes(name as never) ?? true) ? [seconds] : [],
    ),
  }));
  const longest = Math.max(0, ...meant.flatMap(({ seconds }) => seconds));
  const pages = actions.some((action) => 'page' in action);
  return [
    ...(isMoment(at) ? [] : [`${moment(step)} is no moment of a promise`]),
    ...(typeof at === 'string' && at.startsWith('before:') && secondsOf(at) >= longest
      ? [`no promise is so long that ${moment(step)} comes`]
      : []),
    ...(clocks ?? [])
      .filter((clock) => !all.some(({ targets }) => targets.some(([name]) => name === clock)))
      .map((clock) => `it escalates '${clock}', which it does not promise`),
    ...(actions.length === 0 ? [`at ${moment(step)} nothing is done`] : []),
    ...(priority === undefined || [1, 2, 3, 4].includes(priority) ? [] : [`${priority} is no priority`]),
    ...(priority === 1 && actions.some((action) => 'raisePriority' in action)
      ? ['nothing is more urgent than priority 1']
      : []),
    ...actions
      .flatMap(rolesOf)
      .filter((role) => !Object.hasOwn(department.groups, role))
      .map((role) => `at ${moment(step)} it turns to '${role}', a group it does not have`),
    ...actions.flatMap((action) =>
      'notify' in action && action.notify.length === 0 ? [`at ${moment(step)} nobody is told`] : [],
    ),
    ...(actions.some((action) => 'webhook' in action) && !department.hasSystem
      ? [`at ${moment(step)} it calls a system it does not have`]
      : []),
    ...(pages && meant.some(({ atAnyHour, seconds }) => seconds.length > 0 && !atAnyHour)
      ? [`at ${moment(step)} it pages for a promise that does not count round the clock`]
      : []),
  ];
}

/** The steps for the same promises and cases, in the order of the file. */
const bySubject = (steps: readonly EscalationStep[]) =>
  Object.values(Object.groupBy(steps, ({ clocks = [], priority }) => JSON.stringify([clocks, priority])));

/**
 * What a department does at its thresholds can be done (L8): its people and promises exist, moments come one after the
 * other, and nobody is called out at night for a promise of office hours.
 */
export function escalation(department: DepartmentFolder): readonly string[] {
  const { escalation: steps = [], onRetarget = 'carry' } = department;
  return [
    ...steps.flatMap((step) => ofStep(department, step)),
    ...bySubject(steps).flatMap((each = []) =>
      each.flatMap((step, i) => {
        const before = each[i - 1];
        return before === undefined || inOrder(before.at, step.at)
          ? []
          : [`${moment(step)} comes after ${moment(before)} in the file, and not in time`];
      }),
    ),
    ...(['carry', 'restart'].includes(onRetarget) ? [] : [`a case that comes to it cannot '${onRetarget}'`]),
  ];
}
