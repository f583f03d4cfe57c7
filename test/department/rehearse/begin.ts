import { openCase } from '#desk/case/open-case.ts';
import { groupAddress } from '#desk/case/receive.ts';
import type { Service } from '#desk/department.ts';
import { hash } from '#desk/intake/book.ts';
import { placementOf, saidOf } from '#desk/routing/route.ts';
import { delegate } from '#desk/task/approval/delegate.ts';
import { graphOf } from '#statemachines/checks/graph.ts';
import { readingsOf } from '#statemachines/checks/read-states.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import type { Process } from '#statemachines/words/process.ts';
import { type Random, randomOf } from '#test/desk/sla/simulation/random.ts';
import { fillIn } from './fill-in.ts';
import type { World } from './world.ts';

const PEOPLE = 40;
const DAY_MS = 86_400_000;

const person = (place: number) => `person-${place}@corp.example`;
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Who decides for others is away now and then: somebody decides in their place, for days or until long after. */
async function away(
  { ports, now }: Pick<World, 'ports' | 'now'>,
  who: string,
  random: Random,
): Promise<void> {
  if (!random.chance(0.4)) return;
  const from = now() + random.between(-5, 12) * DAY_MS;
  const until = from + (random.chance(0.5) ? random.between(1, 5) : random.between(20, 60)) * DAY_MS;
  const to = person(random.below(PEOPLE));
  if (to !== who) await delegate(ports, { who, to, from: iso(from), until: iso(until) });
}

/** The company's people: most have a manager, one is their own, some have none; some of those who decide are away. */
export async function staff(world: Pick<World, 'ports' | 'now'>, seed: number): Promise<void> {
  const { ports } = world;
  const random = randomOf(seed ^ 0x0de1);
  const locations = ['', ...ports.catalogue.departments.flatMap((each) => Object.keys(each.locations ?? {}))];
  for (let place = 0; place < PEOPLE; place += 1) {
    const location = locations[place % locations.length] ?? '';
    await ports.directory.keep({
      address: person(place),
      ...(place % 13 !== 5 && { manager: person(place === 7 ? 7 : Math.floor(place / 5)) }),
      ...(location !== '' && { location }),
    });
    if (place < PEOPLE / 5) await away(world, person(place), random);
  }
  const approvers = ports.catalogue.departments.flatMap(({ groups }) => [...new Set(Object.values(groups))]);
  for (const group of approvers) await away(world, groupAddress(ports, group), random);
}

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
