import type { Case } from '../case/case.ts';
import type { Escalation } from '../case/events.ts';
import type { Catalogue } from '../department.ts';
import type { ClockName, Threshold } from './clock.ts';

/**
 * What a threshold does (L8). People are named by role: `worker` is whoever has the case (its assignee, else the team), any
 * other word is a group of the department.
 */
export type EscalationAction =
  /** Tells people by mail, in their hours; at once where the promise counts round the clock or the case is an emergency. */
  | Readonly<{ notify: readonly string[] }>
  /** Gives the case to a group. */
  | Readonly<{ reassign: string }>
  /**
   * Escalates to a group, recorded with from, to and reason (row 21): functional hands the case over and tells them, hierarchical
   * tells them only. Told at once, at any hour.
   */
  | Readonly<{ escalate: Escalation; to: string }>
  /** Makes the case one step more urgent, with the promises of that priority. */
  | Readonly<{ raisePriority: true }>
  /** Opens a case of its own for those who see to the cause, asked by this department's lead and linked with the case. */
  | Readonly<{ open: Readonly<{ department: string; service: string }> }>
  /** Calls whoever is on call: a signed webhook at once, at any hour; this group by mail where it cannot be delivered. */
  | Readonly<{ page: string }>
  /** Tells the department's system by a signed webhook of this event. */
  | Readonly<{ webhook: string }>;

/** One step of an escalation: at which moment, of which promises, and what is done. Each is taken once in a run (I2). */
export type EscalationStep = Readonly<{
  at: Threshold;
  /** Without it, every promise. */
  clocks?: readonly ClockName[];
  /** Only cases this urgent or more. */
  priority?: Case['priority'];
  do: readonly EscalationAction[];
}>;

/** What a department that says nothing does: the people who work hear the warning, who answers for them hears the breach. */
export const DEFAULT_ESCALATION: readonly EscalationStep[] = [
  { at: 75, do: [{ notify: ['worker'] }] },
  { at: 100, do: [{ notify: ['worker', 'lead'] }] },
];

type Placed = Pick<Case, 'department' | 'priority'>;

/** The steps that hold for a clock of this case. */
export const stepsOf = (
  catalogue: Pick<Catalogue, 'department'>,
  { department, priority }: Placed,
  clock: ClockName,
): readonly EscalationStep[] =>
  (catalogue.department(department).escalation ?? DEFAULT_ESCALATION).filter(
    (step) =>
      (step.clocks === undefined || step.clocks.includes(clock)) &&
      (step.priority === undefined || priority <= step.priority),
  );

/** The thresholds of the clocks of this case; the breach is always one, because it is recorded whoever hears of it (L12). */
export const thresholdsOf =
  (catalogue: Pick<Catalogue, 'department'>, of: Placed) =>
  (clock: ClockName): readonly Threshold[] => [
    ...new Set([...stepsOf(catalogue, of, clock).map(({ at }) => at), 100 as const]),
  ];
