import type { DueOn } from './case/due-on.ts';
import type { Kind, Placement } from './case/events.ts';
import type { Field } from './case/fields/field.ts';
import type { FilePolicy } from './case/files/policy.ts';
import type { Mapping } from './delivery/mapping.ts';
import type { OwnTexts } from './delivery/own-texts.ts';
import type { RollOut } from './routing/roll-out.ts';
import { type Calendar, calendarKey } from './sla/calendar.ts';
import type { ClockName, PauseCause } from './sla/clock.ts';
import type { EscalationStep } from './sla/escalation.ts';
import type { MonthlyRun } from './sla/monthly-run.ts';

/** The promises a department makes by name; `ola` is for each task it is given (L1). */
export type Promised =
  | 'ack'
  | 'firstResponse'
  | 'nextResponse'
  | 'update'
  | 'resolution'
  | 'triage'
  | 'e2e'
  | 'ola';

/** What one service promises, in seconds of its calendar. A clock that is not named is not kept. */
export type Promises = Readonly<Partial<Record<Promised, number>>>;

/** One thing people may ask a department for. */
export type Service = Readonly<{
  id: string;
  title: string;
  /** One sentence for the requester and the agent. */
  description: string;
  kind: Kind;
  priority: Placement['priority'];
  /** The name of the process; absent where people work without one. */
  process?: string;
  /** Sentences employees really write; routing compares a message with them. */
  examples: readonly string[];
  /** Words that speak for this service, with their weight. */
  words: Readonly<Record<string, number>>;
  /** The facts that the dates of a message become, in their order: an approver sees them without the words around (A10). */
  dates?: readonly string[];
  /** What has to be said before its process begins its work; asked for once where it is missing (row 18). */
  fields?: readonly Field[];
  /** A calendar of the department other than its own hours. */
  calendar?: string;
  /** The monthly run it goes with: it is due by the cut-off where that comes before the promise (row 8). */
  run?: MonthlyRun;
  /** Overrides the department's promise for the priority. */
  promise?: Promises;
  /** Nothing automatic is sent: a person looks first. */
  silent?: true;
  /** As a part of another case it writes to the requester too; unless said, a requester hears of the whole alone. */
  writesAsPart?: true;
  /**
   * Nobody asks for it by themselves: it is done for other departments only, as a part of their cases (row 18). What they
   * hand on, by the names of the facts.
   */
  onlyAsPart?: readonly string[];
  /** It is due at a moment of a date that its case has, however far away that is: access ends with the last day (row 18). */
  dueOn?: DueOn;
  /** How its system is spoken to, where it is another than the department's or asks for other fields. */
  system?: Mapping;
}>;

/** Somewhere people can call in need: what it is, and its number. */
export type Contact = Readonly<{ name: string; number: string }>;

/** Everything the desk knows of a department. Departments are data: a new one is a folder, not a change of the desk. */
export type Department = Readonly<{
  id: string;
  name: string;
  /** The letters before a reference: `HR` in `HR-7K3F-9Q2`. */
  prefix: string;
  /** The roles that own and sponsor it. */
  owner: string;
  sponsor: string;
  /** Its own names before the `@` of the front door's domain; beside them `help+<id>@…` reaches it (E17). */
  addresses?: readonly string[];
  /** Its people by role: mail groups at the company's domain. `team` works, `lead` is who a silence falls to. */
  groups: Readonly<{ team: string; lead: string }> & Readonly<Record<string, string>>;
  /** Its words: what it calls a matter of each kind, and where a matter stands. */
  words: Readonly<{
    kinds: Readonly<Partial<Record<Kind, string>>>;
    stages: Readonly<Record<string, string>>;
    /** What requesters read for a group; the name of the group where nothing is said, and the department's for its team. */
    groups?: Readonly<Record<string, string>>;
  }>;
  /** Requesters are told the name of whoever leads their matter; without it, the role alone. */
  namesPeople?: true;
  services: readonly Service[];
  /** Its mails to requesters in its own words; without them the desk's (row 16). */
  texts?: OwnTexts;
  /** How far it takes part; live unless said (rows 64, 65). */
  rollout?: RollOut;
  /** Who looks first at what was found to be its: its own people, or the desk's, who confirm it (row 22). Its own unless said. */
  firstLine?: 'own' | 'desk';
  /** Its opening hours first; others by name. */
  calendars: readonly [Calendar, ...Calendar[]];
  /** Calendars of its own by the location of the requester; elsewhere its own hours count (L5). */
  locations?: Readonly<Record<string, string>>;
  promises: Readonly<Record<Placement['priority'], Promises>>;
  /** What happens when a promise comes near its end or breaks; without it, its people hear of it (L8). */
  escalation?: readonly EscalationStep[];
  /** Which promises do not count while the desk waits for somebody; without a cause here, as the desk does (L2). */
  pauses?: Readonly<Partial<Record<PauseCause, readonly ClockName[]>>>;
  /** Suppliers by the group that stands for them, and what their contract promises of a task, in seconds (L1). */
  suppliers?: Readonly<Record<string, Readonly<{ name: string; promise: number }>>>;
  /** A case that comes to it, or becomes more urgent, keeps what is used up of its time or begins anew; keeps it unless said (L4). */
  onRetarget?: 'carry' | 'restart';
  /** A case that is opened again goes on with what was left of its promise, or has it anew (L10). */
  reopening?: 'resume' | 'new';
  /** Whether an approval of its processes may count silence as a yes (A5); no department has to. */
  silenceMayApprove?: true;
  /** Whether a system of its own takes part: it has an endpoint and a key. */
  hasSystem: boolean;
  /** How the fields of the desk and those of its system become one another; without it both speak as the desk does. */
  system?: Mapping;
  /** Whether only its own people may read its cases. */
  confidential: boolean;
  /** Whom people in need may call, by the location of the requester as the directory has it; `everywhere` holds for all. */
  contacts?: Readonly<Record<string, readonly Contact[]>>;
  /** What it takes in by way of files, and whether unseen ones may be handed out. */
  files?: FilePolicy;
  /** Calendar days after which a resolved case closes by itself. */
  graceDays: number;
  /** Business days in which a reply opens a closed case again (P14); later, and without this, it is a new case that follows it. */
  reopen?: Readonly<{ days: number; afterwards: 'new-linked-case' }>;
  /** What becomes of a question its requester does not answer, in business days from the asking (P21); without this it waits. */
  waiting?: Readonly<{ remindAfterDays: readonly number[]; closeAfterDays: number }>;
}>;

/** The departments the desk serves; the first point where data of `statemachines/` meets the rules. */
export type Catalogue = Readonly<{
  departments: readonly Department[];
  department(id: string): Department;
  service(department: string, service: string): Service;
  /** A calendar by its key `name@version`, as clocks record it (L5). */
  calendar(key: string): Calendar;
}>;

/** Makes the departments answer by name. Throws on a name that does not exist: that is a bug, not a refusal. */
export function catalogueOf(departments: readonly Department[]): Catalogue {
  const named = new Map(departments.map((each) => [each.id, each]));
  const calendars = new Map(
    departments.flatMap(({ calendars }) => calendars.map((each) => [calendarKey(each), each])),
  );
  const known = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw new Error(`there is no ${what}`);
    return found;
  };
  const department = (id: string) => known(named.get(id), `department '${id}'`);
  return {
    departments,
    department,
    service: (id, service) =>
      known(
        department(id).services.find((each) => each.id === service),
        `service '${service}' of ${id}`,
      ),
    calendar: (key) => known(calendars.get(key), `calendar '${key}'`),
  };
}
