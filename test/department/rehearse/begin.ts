import { openCase } from '#desk/case/open-case.ts';
import type { Service } from '#desk/department.ts';
import { hash } from '#desk/intake/book.ts';
import { placementOf, saidOf } from '#desk/routing/route.ts';
import { graphOf } from '#statemachines/checks/graph.ts';
import { readingsOf } from '#statemachines/checks/read-states.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import type { Process } from '#statemachines/words/process.ts';
import type { Random } from '#test/desk/sla/simulation/random.ts';
import { fillIn } from './fill-in.ts';
import type { World } from './world.ts';

const PEOPLE = 40;
const DAY_MS = 86_400_000;

const person = (place: number) => `person-${place}@corp.example`;

/** The company's people: most have a manager, one is their own, some have none. */
export async function staff({ ports }: Pick<World, 'ports'>): Promise<void> {
  const locations = ['', ...ports.catalogue.departments.flatMap((each) => Object.keys(each.locations ?? {}))];
  for (let place = 0; place < PEOPLE; place += 1) {
    const location = locations[place % locations.length] ?? '';
    await ports.directory.keep({
      address: person(place),
      ...(place % 13 !== 5 && { manager: person(place === 7 ? 7 : Math.floor(place / 5)) }),
      ...(location !== '' && { location }),
    });
  }
}

const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

/** A matter as an employee would write it: what they say, and most of what has to be known. */
function words({ examples, title, dates = [], fields = [] }: Service, now: number, random: Random): string {
  const said = examples[random.below(examples.length)] ?? title;
  const known = dates
    .filter(() => random.chance(0.9))
    .map((_, place) => iso(now + (place * 40 + random.between(2, 40)) * DAY_MS));
  const lines = fields
    .filter(({ optional }) => random.chance(optional === true ? 0.4 : 0.85))
    .map((field) => `${field.label}: ${random.chance(0.05) ? 'as always' : fillIn(field, now, random)}`);
  return [known.length === 0 ? said : `${said}, ${known.join(' until ')}`, ...lines].join('\n');
}

const LISTS = ['SAP', 'SAP, Jira', 'archive; payroll, Jira; intranet'] as const;

/** What a process goes by besides, as another department hands it on or somebody has filled it in. */
const readBy = (process: Process | undefined, now: number, random: Random): Record<string, string> =>
  process === undefined
    ? {}
    : Object.fromEntries(
        readingsOf(graphOf(process.definition))
          .filter(() => random.chance(0.85))
          .map(({ fact, atMostDays }) => [
            fact,
            atMostDays === undefined ? random.pick(LISTS) : iso(now + random.between(-5, 90) * DAY_MS),
          ]),
      );

/** Opens a matter of a service, as from somebody who wrote to the desk and was understood; gives its id. */
export async function begin(
  { ports, rows, now }: World,
  { department, service }: Readonly<{ department: DepartmentFolder; service: Service }>,
  place: number,
  random: Random,
): Promise<string> {
  const text = words(service, now(), random);
  const perhaps = service.silent === true && { reason: 'recognised-perhaps' };
  const routing = { reason: 'matched', score: 9, because: [], ...perhaps };
  const placement = placementOf(department, service, routing);
  const process = department.processes.find(({ name }) => name === service.process);
  const verified = !random.chance(0.03);
  const { id } = await openCase(ports, {
    channel: 'email',
    requester: { address: person(random.below(PEOPLE)) },
    subject: service.title,
    body: `messages/${place}`,
    verified,
    placement,
    said: {
      ...readBy(process, now(), random),
      ...saidOf(ports.catalogue, placement, text, rows.now),
    },
    acknowledge: verified,
    ledger: { key: hash(`rehearsed ${place}`), at: rows.now },
  });
  await ports.bodies.put(`messages/${place}`, { text });
  return id;
}
