import { catalogueOf } from '#desk/department.ts';
import { route, TRIAGE } from '#desk/routing/route.ts';
import { calendarKey } from '#desk/sla/calendar.ts';
import type { DepartmentFolder } from '../words/department.ts';
import { parts } from './check-children.ts';

/** Looks at all departments together and complains in sentences. */
export type TogetherCheck = (departments: readonly DepartmentFolder[]) => readonly string[];

/** What more than one of them has. */
const shared = (
  departments: readonly DepartmentFolder[],
  of: (department: DepartmentFolder) => readonly string[],
) => {
  const owners = new Map<string, string[]>();
  for (const department of departments)
    for (const each of new Set(of(department)))
      owners.set(each, [...(owners.get(each) ?? []), department.id]);
  return [...owners].filter(([, ids]) => ids.length > 1);
};

const apart: TogetherCheck = (departments) => [
  ...shared(departments, ({ id }) => [id]).map(([id]) => `two departments are called '${id}'`),
  ...shared(departments, ({ id, addresses = [] }) => [id, ...addresses]).map(
    ([address, ids]) => `${ids.join(' and ')} are both written to at '${address}'`,
  ),
  ...shared(departments, ({ prefix }) => [prefix]).map(
    ([prefix, ids]) => `${ids.join(' and ')} share the prefix ${prefix}`,
  ),
];

const calendars: TogetherCheck = (departments) => {
  const all = departments.flatMap(({ calendars }) => calendars);
  const texts = new Map(all.map((each) => [calendarKey(each), JSON.stringify(each)]));
  return all
    .filter((each) => texts.get(calendarKey(each)) !== JSON.stringify(each))
    .map((each) => `${calendarKey(each)} means two calendars`);
};

const readers: TogetherCheck = (departments) => {
  const closed = departments.filter(({ confidential }) => confidential).map(({ id }) => id);
  return shared(departments, ({ groups }) => Object.values(groups))
    .filter(([, ids]) => ids.some((id) => closed.includes(id)))
    .map(([group, ids]) => `the group ${group} of ${ids.join(' and ')} could read what is confidential`);
};

/** Where an example of a service goes. */
const placed = (departments: readonly DepartmentFolder[], text: string) => {
  const { department, service } = route(catalogueOf(departments), { subject: '', text });
  return `${department}/${service}`;
};

const home: TogetherCheck = (departments) =>
  departments.flatMap(({ id, services }) =>
    services.flatMap((service) =>
      service.examples
        .map((example) => ({ example, to: placed(departments, example) }))
        .filter(({ to }) => to !== `${id}/${service.id}`)
        .map(({ example, to }) => `'${example}' of ${id}/${service.id} goes to ${to}`),
    ),
  );

/** The same departments, as if nobody had ever written this example down. */
const without = (departments: readonly DepartmentFolder[], example: string) =>
  departments.map((department) => ({
    ...department,
    services: department.services.map((service) => ({
      ...service,
      examples: service.examples.filter((each) => each !== example),
    })),
  }));

const strangers: TogetherCheck = (departments) =>
  departments.flatMap(({ id, services }) =>
    services
      .flatMap(({ examples }) => examples)
      .map((example) => ({ example, to: placed(without(departments, example), example) }))
      .filter(({ to }) => ![id, TRIAGE].includes(to.split('/')[0] ?? ''))
      .map(({ example, to }) => `'${example}' of ${id}, never seen before, is guessed to be ${to}`),
  );

const opening: TogetherCheck = (departments) =>
  departments.flatMap(({ id, escalation = [] }) =>
    escalation
      .flatMap(({ do: actions }) => actions.flatMap((action) => ('open' in action ? [action.open] : [])))
      .filter(({ department, service }) => {
        const into = departments.find((each) => each.id === department);
        return into === undefined || !into.services.some((each) => each.id === service);
      })
      .map(
        ({ department, service }) => `${id} opens a case of ${department}/${service}, which nobody offers`,
      ),
  );

/** What holds between departments, each as the sentence a test is named by. */
export const TOGETHER_CHECKS = {
  'have names and prefixes of their own': apart,
  'mean one calendar by one name': calendars,
  'let no other department read what is confidential': readers,
  'get the messages their services are described by': home,
  'are never guessed wrong: what is not recognised goes to people': strangers,
  'open cases of services that somebody offers': opening,
  'do for each other only what they offer, and never in a circle': parts,
} as const satisfies Readonly<Record<string, TogetherCheck>>;
