import { DEFAULT_CAPS } from '#desk/intake/caps.ts';
import { absent, bouncing, list, stripped, ticketSystem } from './answerers.ts';
import { type Answerer, type DeskAt, deskAt, type Mutant, type OnItsWay, type World } from './world.ts';

/** One way in which machines could answer each other for ever, and what may become of it. */
export type Scenario = Readonly<{
  name: string;
  desks(mutant: Mutant): readonly DeskAt[];
  answerers(chance: () => number): ReadonlyMap<string, Answerer>;
  wire?: (mail: OnItsWay, world: World) => OnItsWay;
  /** Who writes the first mail, to the first desk. */
  from: string;
  /** The most cases that one desk may open because of it. */
  cases: number;
  /** Machines that say they are machines open nothing again. */
  reopens: boolean;
  /** How often people and processes of the desk do something that is written to the other side; a few times unless said. */
  acts?: number;
}>;

export const OURS = 'help@desk.example';
const THEIRS = 'help@vendor-desk.example';
const PERSON = 'pat@vendor.example';
const SYSTEM = 'support@vendor.example';
const TEAM = ['it', 'hr', 'facilities', 'triage', 'security', 'payroll', 'legal'];

const one = (mutant: Mutant) => [deskAt(OURS, 'corp.example', mutant)];
const two = (mutant: Mutant) => [
  deskAt(OURS, 'corp.example', mutant),
  deskAt(THEIRS, 'vendor.example', mutant),
];
const at =
  (address: string, answerer: Answerer): Scenario['answerers'] =>
  () =>
    new Map([[address, answerer]]);

/** Every group of the company is a list on which our front door stands too. */
const lists =
  (rewrites: boolean): Scenario['answerers'] =>
  () =>
    new Map(
      TEAM.flatMap((team) => [`${team}-team`, `${team}-lead`, team]).map((local) => {
        const address = `${local}@corp.example`;
        return [address, list(address, [OURS], rewrites)];
      }),
    );

/** What the desk must come to rest in. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'two desks with automatic answers',
    desks: two,
    answerers: () => new Map(),
    from: THEIRS,
    cases: 1,
    reopens: false,
  },
  {
    name: 'two desks behind a relay that strips every header',
    desks: two,
    answerers: () => new Map(),
    wire: stripped,
    from: THEIRS,
    cases: 1,
    reopens: true,
  },
  {
    name: 'a bounce, and the bounce of a bounce',
    desks: one,
    answerers: () => new Map([PERSON, 'mailer-daemon@vendor.example'].map((each) => [each, bouncing(each)])),
    from: PERSON,
    cases: 1,
    reopens: false,
  },
  {
    name: 'a mailing list that includes us',
    desks: one,
    answerers: lists(false),
    from: 'it-team@corp.example',
    cases: 1,
    reopens: false,
  },
  {
    name: 'a mailing list that includes us and rewrites every mail',
    desks: one,
    answerers: lists(true),
    from: 'it-team@corp.example',
    cases: 1,
    reopens: true,
  },
  {
    name: 'an absence note to each mail',
    desks: one,
    answerers: at(PERSON, absent(PERSON, true)),
    from: PERSON,
    cases: 1,
    reopens: false,
  },
  {
    name: 'an absence note to each mail that does not say it is one',
    desks: one,
    answerers: at(PERSON, absent(PERSON, false)),
    from: PERSON,
    cases: 1,
    reopens: true,
  },
  {
    name: 'a ticket system that greets each mail with a new number',
    desks: one,
    answerers: at(SYSTEM, ticketSystem(SYSTEM, {})),
    from: SYSTEM,
    cases: 1,
    reopens: true,
    acts: 24,
  },
  {
    name: 'the same, and it says that it is a machine',
    desks: one,
    answerers: at(SYSTEM, ticketSystem(SYSTEM, { marked: true, forgets: true })),
    from: SYSTEM,
    cases: 1,
    reopens: false,
  },
  {
    // Nothing leads back: each greeting is a matter of its own, until the day's cap on automatic mail ends it; then
    // only what people of the desk write is still greeted.
    name: 'a ticket system that forgets what it was written',
    desks: one,
    answerers: at(SYSTEM, ticketSystem(SYSTEM, { forgets: true })),
    from: SYSTEM,
    cases: DEFAULT_CAPS.perRecipientADay + 8,
    reopens: true,
  },
];
