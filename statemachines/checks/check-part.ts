import { TRIAGE } from '#desk/routing/route.ts';
import type { DepartmentCheck } from './check-department.ts';

const MEMBER = /^([^\s@A-Z]+)?@[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const ADDRESS = /^[^\s@]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** Matters of these kinds go to their people at once, whatever else is being tried out. */
const AT_ONCE = ['care', 'emergency'];

/** A department says how far it takes part, so that nobody who writes is left without an address (rows 22, 64, 65). */
export const part: DepartmentCheck = ({ id, rollout, firstLine, services }) => {
  const { stage = 'live', pilot = [], contact } = rollout ?? {};
  const atOnce = id === TRIAGE || services.some(({ kind }) => AT_ONCE.includes(kind));
  return [
    ...(['off', 'shadow', 'pilot', 'live'].includes(stage) ? [] : [`'${stage}' is no stage`]),
    ...(atOnce && (stage !== 'live' || firstLine === 'desk') ? ['its people are needed at once'] : []),
    ...(stage === 'pilot' && pilot.length === 0 ? ['nobody takes part in its pilot'] : []),
    ...(stage !== 'pilot' && pilot.length > 0 ? ['it names people for a pilot it does not have'] : []),
    ...pilot
      .filter((each) => !MEMBER.test(each))
      .map((each) => `'${each}' is neither an address in small letters nor a domain like @corp.example`),
    ...((stage === 'off' || stage === 'pilot') && !ADDRESS.test(contact ?? '')
      ? ['nothing says where people write as long as it does not serve them']
      : []),
  ];
};

/** What makes a department more than a group of people: a process, hours, words, a boundary and a queue of its own (row 25). */
export const five: DepartmentCheck = ({ id, processes, calendars, words, confidential, groups }) => [
  ...(id !== TRIAGE && (processes ?? []).length === 0 ? ['it has no process of its own'] : []),
  ...((calendars ?? []).length === 0 ? ['it has no hours of its own'] : []),
  ...(Object.keys(words?.kinds ?? {}).length === 0 || Object.keys(words?.stages ?? {}).length === 0
    ? ['it has no words of its own']
    : []),
  ...(typeof confidential === 'boolean' ? [] : ['it has no boundary of its own']),
  ...(groups?.team && groups.lead ? [] : ['it has no queue with people behind it']),
];
