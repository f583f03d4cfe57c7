import { takeIn } from '#desk/intake/take-in.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import { type Faults, type World, worldOf } from '#test/department/rehearse/world.ts';
import { rawMail } from '#test/desk/memory/mail.ts';

/** One scripted contact: what somebody wrote, and what is wrong with what became of it; nothing where all is well. */
export type Contact = Readonly<{ text: string; became: string; complaints: readonly string[] }>;

/** So many contacts have to pass before a department may begin (row 75). */
export const CONTACTS = 10;

const HOUR = 3_600_000;

/** Examples of all services in turn, from the beginning again where there are fewer than are needed. */
function scripts({ services }: DepartmentFolder): readonly Readonly<{ service: string; text: string }>[] {
  const longest = Math.max(0, ...services.map(({ examples }) => examples.length));
  const all = Array.from({ length: longest }, (_, place) =>
    services.flatMap(({ id, examples }) => {
      const text = examples[place];
      return text === undefined ? [] : [{ service: id, text }];
    }),
  ).flat();
  return all.length === 0
    ? []
    : Array.from({ length: CONTACTS }, (_, place) => all[place % all.length] ?? { service: '', text: '' });
}

/** What became of a mail: where it lies, and what its process asked first. */
function lookAt(
  { rows }: World,
  { id, services }: DepartmentFolder,
  { service, text, from }: Readonly<{ service: string; text: string; from: string }>,
): Contact {
  const [found] = [...rows.heads.values()].filter(({ requester }) => requester.address === from);
  if (found === undefined) return { text, became: 'nothing', complaints: ['it was not accepted'] };
  const events = (rows.commits.get(found.id) ?? []).flatMap((row) => row.events);
  const asked = events.find((event) => event.type === 'TaskAsked');
  const place = `${found.department}/${found.service}`;
  const first = asked?.type === 'TaskAsked' ? `'${asked.state}' asks ${asked.of}` : '';
  const works = services.find((each) => each.id === service)?.process !== undefined;
  return {
    text,
    became: [place, first].filter((each) => each !== '').join(', '),
    complaints: [
      ...(place === `${id}/${service}` ? [] : [`it belongs to ${id}/${service} and went to ${place}`]),
      ...(works && asked === undefined ? ['its process asked nobody within the hour'] : []),
    ],
  };
}

/**
 * Ten people write to the desk in the department's own examples, as if it served everybody already: each mail has to be
 * accepted, reach the right service, and its process its first question (rows 58, 75).
 */
export async function drill(
  folders: readonly DepartmentFolder[],
  department: DepartmentFolder,
): Promise<readonly Contact[]> {
  const { rollout: _begins, firstLine: _looks, ...live } = department;
  const faults: Faults = new Map();
  const world = await worldOf(
    folders.map((each) => (each === department ? live : each)),
    { seed: 1, begin: '2026-03-02T09:00:00.000Z', fails: () => undefined, faults },
  );
  try {
    const written = scripts(department).map((each, place) => ({
      ...each,
      from: `contact-${place}@corp.example`,
    }));
    for (const { text, from } of written) {
      await world.ports.directory.keep({ address: from, manager: 'manager@corp.example' });
      const raw = rawMail({ from, subject: '', text, id: from });
      await takeIn(world.ports, { raw, key: `raw/${from}` });
    }
    await world.run((out) => {
      const { kind } = out.effect;
      if (kind === 'start' || kind === 'resume')
        world.plan(world.now(), () => world.processes.move(world.ports, out));
    }, HOUR);
    return written.map((each) => lookAt(world, live, each));
  } finally {
    await world.processes.stop();
  }
}
