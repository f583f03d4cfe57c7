import type { Placement, Routing } from '../case/events.ts';
import type { Catalogue, Department, Service } from '../department.ts';
import { OTHERWISE } from './otherwise.ts';
import { personalWords, type Recognised, recognise } from './recognise.ts';
import { saidFor } from './said-for.ts';
import { tellingWords } from './words.ts';

/** Below this score a message is not guessed at: people in triage place it (row 3). */
export const FLOOR = 2;

/** Two services of different departments closer than this are a question for people too. */
export const MARGIN = 0.75;

/** A message longer than this says nothing more about where it belongs (characters). */
const READ = 4000;

/** How much the best example counts when all its telling words are in the message. */
const EXAMPLE = 4;

type Scored = Readonly<{
  department: Department;
  service: Service;
  score: number;
  because: readonly string[];
}>;

/** The department that takes what no rule could place. */
export const TRIAGE = 'triage';

/** The departments that nobody is scored for: their matters are recognised before (rows 13, 14). */
const CARE = 'care';
const EMERGENCY = 'emergency';
/** Whether a department is one that people write to; the others' matters are recognised, or left over. */
export const isScored = ({ id }: Department) => ![TRIAGE, CARE, EMERGENCY].includes(id);
/** What people ask for by themselves; the rest is done as a part of other matters only. */
const asked = ({ services }: Department) => services.filter(({ onlyAsPart }) => onlyAsPart === undefined);

/** How rare a word is among the examples of all services: a word of one service tells more than a word of all. */
function rarity(catalogue: Catalogue): (word: string) => number {
  const services = catalogue.departments.filter(({ id }) => id !== CARE && id !== EMERGENCY).flatMap(asked);
  const found = new Map<string, number>();
  for (const { examples } of services) {
    for (const word of new Set(examples.flatMap(tellingWords))) found.set(word, (found.get(word) ?? 0) + 1);
  }
  return (word) => Math.log(1 + services.length / (found.get(word) ?? 1));
}

function score(
  said: ReadonlySet<string>,
  department: Department,
  service: Service,
  rare: (word: string) => number,
): Scored {
  const because: [number, string][] = [];
  for (const [word, weight] of Object.entries(service.words)) {
    const parts = tellingWords(word);
    if (parts.length > 0 && parts.every((part) => said.has(part)))
      because.push([weight, `word '${word}' +${weight}`]);
  }
  const best = service.examples
    .map((example) => {
      const words = tellingWords(example);
      const shared = words.filter((word) => said.has(word));
      const mass = (of: readonly string[]) => of.reduce((sum, word) => sum + rare(word), 0);
      // One shared word is a coincidence, not a likeness.
      return { example, counts: shared.length < 2 ? 0 : (EXAMPLE * mass(shared)) / mass(words) };
    })
    .sort((a, b) => b.counts - a.counts)[0];
  if (best !== undefined && best.counts > 0)
    because.push([best.counts, `like '${best.example}' +${best.counts.toFixed(2)}`]);
  because.sort(([a], [b]) => b - a);
  const total = because.reduce((sum, [counts]) => sum + counts, 0);
  return {
    department,
    service,
    score: Math.round(total * 100) / 100,
    because: because.map(([, text]) => text),
  };
}

/** Where a service puts a case. */
export const placementOf = (department: Department, service: Service, routing: Routing): Placement => ({
  department: department.id,
  service: service.id,
  kind: service.kind,
  ...(service.process !== undefined && { process: service.process }),
  priority: service.priority,
  confidential: department.confidential,
  routing,
});

/** The service of triage for what several departments are asked at once. */
export const FOR_SEVERAL = 'for-several';

const triage = (catalogue: Catalogue, routing: Routing): Placement => {
  const department = catalogue.department(TRIAGE);
  const [service] = department.services;
  if (service === undefined) throw new Error('triage has no service');
  return placementOf(department, service, routing);
};

/** Where people place what several departments are asked at once: its parts are theirs, the whole is nobody else's (E17). */
export const forSeveral = (catalogue: Catalogue, departments: readonly Department[]): Placement => ({
  ...placementOf(catalogue.department(TRIAGE), catalogue.service(TRIAGE, FOR_SEVERAL), {
    reason: 'addressed',
    score: 0,
    because: departments.map(writtenTo),
  }),
  // Whoever may not read a part may not read the whole.
  confidential: departments.some(({ confidential }) => confidential),
});

const writtenTo = ({ name }: Department) => `written to ${name}`;

/** Whether a case lies where it lies because somebody wrote to this department by name, also where people are still to place it. */
export const isWrittenTo = ({ because }: Pick<Routing, 'because'>, department: Department): boolean =>
  because.includes(writtenTo(department));

/**
 * Where a message goes that was written to a department by name: to that service of it which claims the words, whatever
 * other departments would say; what none claims is placed by people, and not guessed (row 3, E17).
 */
export function routeAddressed(
  catalogue: Catalogue,
  department: Department,
  message: Readonly<{ subject: string; text: string }>,
): Placement {
  const said = new Set(tellingWords(`${message.subject}\n${message.text.slice(0, READ)}`));
  const rare = rarity(catalogue);
  const [best] = asked(department)
    .map((service) => score(said, department, service, rare))
    .sort((a, b) => b.score - a.score);
  if (best === undefined || best.score < FLOOR) {
    const because = [writtenTo(department), ...(best?.because ?? [])];
    return {
      ...triage(catalogue, { reason: 'addressed', score: best?.score ?? 0, because }),
      confidential: department.confidential,
    };
  }
  const because = [writtenTo(department), ...best.because].slice(0, 5);
  return placementOf(department, best.service, { reason: 'addressed', score: best.score, because });
}

/** Where what was recognised goes: to the service of its kind that comes first, or second where people look first. */
function recognised(
  catalogue: Catalogue,
  as: Exclude<Recognised['as'], 'ordinary'>,
  because: readonly string[],
): Placement | undefined {
  const id = as === 'emergency' ? EMERGENCY : CARE;
  const department = catalogue.departments.find((each) => each.id === id);
  const service = department?.services[as === 'perhaps' ? 1 : 0];
  // A desk without these departments has people in triage for everything.
  if (department === undefined || service === undefined) return undefined;
  return placementOf(department, service, { reason: `recognised-${as}`, score: 0, because });
}

/**
 * Finds where a message belongs, from its words alone, and says why. Distress and danger come before everything else
 * (rows 13, 14); what no department claims and is about somebody's own life is read by people of care. `sign`: what the
 * same words were recognised as already; hundreds of expressions are looked for, so nobody does it twice.
 */
export function route(
  catalogue: Catalogue,
  message: Readonly<{ subject: string; text: string }>,
  sign: Recognised = recognise(message),
): Placement {
  if (sign.as !== 'ordinary') {
    const found = recognised(catalogue, sign.as, sign.because);
    if (found !== undefined) return found;
  }
  const ordinary = routeByWords(catalogue, message);
  if (ordinary.department !== TRIAGE) return ordinary;
  const because = personalWords(message);
  return (because.length > 0 && recognised(catalogue, 'perhaps', because)) || ordinary;
}

/**
 * Finds the department and service a message of the ordinary kind belongs to. What scores below `FLOOR`, or lies between
 * two departments, goes to people in triage; it is never guessed and never dropped (row 3).
 */
export function routeByWords(
  catalogue: Catalogue,
  message: Readonly<{ subject: string; text: string }>,
): Placement {
  const said = new Set(tellingWords(`${message.subject}\n${message.text.slice(0, READ)}`));
  const rare = rarity(catalogue);
  const [first, ...others] = catalogue.departments
    .filter(isScored)
    .flatMap((department) => asked(department).map((service) => score(said, department, service, rare)))
    .sort((a, b) => b.score - a.score);
  if (first === undefined || first.score === 0) {
    return triage(catalogue, { reason: 'no-rule-matched', score: 0, because: [] });
  }
  const rival = others.find(({ department }) => department.id !== first.department.id);
  const runnerUp = rival !== undefined &&
    rival.score > 0 && {
      runnerUp: { service: `${rival.department.id}/${rival.service.id}`, score: rival.score },
    };
  const told = { score: first.score, because: first.because.slice(0, 5), ...runnerUp };
  if (first.score < FLOOR) return triage(catalogue, { reason: 'below-floor', ...told });
  if (rival !== undefined && first.score - rival.score < MARGIN)
    return triage(catalogue, { reason: 'too-close', ...told });
  return placementOf(first.department, first.service, { reason: 'matched', ...told });
}

/** Where a message goes if nobody in need is behind it. */
function ordinarily(catalogue: Catalogue, text: string): string {
  const { department, service } = routeByWords(catalogue, { subject: '', text });
  return `${department}/${service}`;
}

/** What the words say that the service asks for; of what people of care look at first, also where it would go otherwise. */
export function saidOf(
  catalogue: Catalogue,
  { routing, ...place }: Pick<Placement, 'department' | 'service'> & Partial<Pick<Placement, 'routing'>>,
  text: string,
  today: string,
): Record<string, string> {
  return {
    ...saidFor(catalogue, place, text, today),
    ...(routing?.reason === 'recognised-perhaps' && { [OTHERWISE]: ordinarily(catalogue, text) }),
  };
}
