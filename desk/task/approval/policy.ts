/**
 * Who has a vote (A1): the requester's manager, a group of the department by its role, which has one vote whoever of it
 * votes, or one person by address.
 */
export type Seat = Readonly<{ manager: true } | { group: string } | { person: string }>;

/** How many of the seats have to approve (A1). `single`: whoever votes first decides, whatever they vote. */
export type Rule = 'single' | 'all' | 'any' | Readonly<{ atLeast: number }> | Readonly<{ percent: number }>;

/** What a fact of the case must say for a stage to be needed. A fact nobody filled in makes the stage needed: the safe side. */
export type Condition = Readonly<
  { fact: string; moreThan: number } | { fact: string; atMost: number } | { fact: string; is: string }
>;

/** One stage of an approval: stages come one after the other, unless `together` with the one before. */
export type Stage = Readonly<{
  /** A short name people read: `the owner of the budget`. */
  name: string;
  seats: readonly [Seat, ...Seat[]];
  rule: Rule;
  when?: Condition;
  together?: true;
  /** The facts that those who vote in this stage may see, instead of those of the question (A10). */
  show?: readonly string[];
}>;

/** How something is approved, as data. */
export type Policy = Readonly<{
  stages: readonly [Stage, ...Stage[]];
  /** One rejection ends it, however many may still approve (A2). */
  rejectWins?: true;
  /**
   * What silence means once the time is up (A5): the question goes its way for silence, it is rejected, or it is
   * approved, which only a department may allow (`silenceMayApprove`).
   */
  onExpiry?: 'escalate' | 'reject' | 'approve';
  /** The fact that names, by address, for whom it is; they have no vote either (A3). */
  beneficiary?: string;
  /** The facts that may not change once votes are given: a change voids them, and everybody is asked again (A8). */
  material?: readonly string[];
  /** The group, by its role, that votes where nobody else may (A3); the lead unless said. */
  fallback?: string;
}>;

type Facts = Readonly<Record<string, string>>;

/** What can be read as a number in one way only: `5.000` is five to some and five thousand to others. */
const AMOUNT = /^\s*-?\d{1,15}(?:[.,]\d{1,2})?\s*$/;

/** Whether a condition holds; where the fact is missing or no plain number, it does. */
export function holds(when: Condition, facts: Facts): boolean {
  const said = facts[when.fact];
  if (said === undefined || said.trim() === '') return true;
  if ('is' in when) return said === when.is;
  const read = AMOUNT.exec(said)?.[0];
  if (read === undefined) return true;
  const amount = Number(read.trim().replace(',', '.'));
  return 'moreThan' in when ? amount > when.moreThan : amount <= when.atMost;
}

/** The stages a matter needs. Where no condition holds, the first stage is needed all the same: nothing approves itself. */
export function stagesFor({ stages }: Policy, facts: Facts): readonly [Stage, ...Stage[]] {
  const [first, ...later] = stages.filter(({ when }) => when === undefined || holds(when, facts));
  return first === undefined ? [stages[0]] : [first, ...later];
}

/** How many of so many seats have to approve (A1). */
export function needed(rule: Rule, seats: number): number {
  if (rule === 'single' || rule === 'any') return 1;
  if (rule === 'all') return seats;
  return 'atLeast' in rule ? rule.atLeast : Math.max(1, Math.ceil((seats * rule.percent) / 100));
}
