import { needed, type Policy, type Stage } from './policy.ts';

/** What somebody with a vote says. */
export type Choice = 'approve' | 'reject';

/** One vote, of a seat, by whoever gave it: the person of the seat, or their delegate (`B for A`, A4). */
export type Vote = Readonly<{
  /** The address whose vote it is. */
  seat: string;
  by: string;
  outcome: Choice;
  comment?: string;
  at: string;
  /** The mail it came by: the same mail twice is one vote. */
  id?: string;
}>;

/** A stage that is needed, with its votes; it has no seats until its turn comes. */
export type Voting = Readonly<{ stage: Stage; seats: readonly string[]; votes: readonly Vote[] }>;

/** Who was sent a link, for whose seat in which stage, and which state of the matter they saw (A6). */
export type Invitation = Readonly<{
  to: string;
  seat: string;
  stage: number;
  round: number;
  /** The version of the case when it was sent. */
  version: number;
  /** They are of the group whose seat it is: they opened the link it was sent, and gave their own address (A3). */
  member?: true;
}>;

/** Where an approval stands. It lies on the row of its task, and every write of it counts its `turn` up. */
export type Approval = Readonly<{
  policy: Policy;
  /** The facts everybody may see, unless their stage says otherwise (A10). */
  show: readonly string[];
  openHours: number;
  turn: number;
  /** Counts up when a material change voids what was given (A8). */
  round: number;
  stages: readonly Voting[];
  invited: readonly Invitation[];
  /** Who has no vote: the requester, the beneficiary, whoever submitted it (A3). */
  excluded: readonly string[];
  /** The material facts as they were when this round began. */
  material: Readonly<Record<string, string>>;
  /** When the open stages are reminded, and when their time is up: opening hours of whoever is asked (A5). */
  remind: string;
  expires: string;
  /** What voided the rounds before, with the votes that no longer count. */
  voided?: readonly Readonly<{ at: string; fact: string; votes: readonly Vote[] }>[];
}>;

/** What votes come to: decided one way or the other, or still open. */
export type Standing = 'open' | Choice;

/** What the votes of one stage come to; as soon as they can come to nothing else, it is so (A2). */
export function standingOf({ stage, seats, votes }: Voting, rejectWins = false): Standing {
  if (seats.length === 0) return 'open';
  const [first] = votes;
  if (stage.rule === 'single' && first !== undefined) return first.outcome;
  const given = votes.filter(({ outcome }) => outcome === 'approve').length;
  const refused = votes.length - given;
  const enough = needed(stage.rule, seats.length);
  if (rejectWins && refused > 0) return 'reject';
  if (given >= enough) return 'approve';
  return seats.length - refused < enough ? 'reject' : 'open';
}

/** What all stages come to: one that is rejected rejects it, and all have to approve. */
export function verdict({ stages, policy }: Pick<Approval, 'stages' | 'policy'>): Standing {
  const standings = stages.map((each) => standingOf(each, policy.rejectWins));
  if (standings.includes('reject')) return 'reject';
  return standings.every((each) => each === 'approve') ? 'approve' : 'open';
}

/** The stages whose people may vote now. */
export const openStages = ({ stages, policy }: Pick<Approval, 'stages' | 'policy'>): readonly number[] =>
  stages.flatMap((each, at) =>
    each.seats.length > 0 && standingOf(each, policy.rejectWins) === 'open' ? [at] : [],
  );

/** The stages whose turn it is: the next one, with those that go together with it, once all before are approved. */
export function nextStages({ stages, policy }: Pick<Approval, 'stages' | 'policy'>): readonly number[] {
  const next = stages.findIndex(({ seats }) => seats.length === 0);
  if (next < 0) return [];
  const before = stages.slice(0, next);
  if (before.some((each) => standingOf(each, policy.rejectWins) !== 'approve')) return [];
  const apart = stages.findIndex(({ stage }, at) => at > next && stage.together !== true);
  return stages.slice(next, apart < 0 ? undefined : apart).map((_, at) => next + at);
}

/** The approval after one more vote in a stage. */
export const withVote = (approval: Approval, at: number, vote: Vote): Approval => ({
  ...approval,
  turn: approval.turn + 1,
  stages: approval.stages.map((each, place) =>
    place === at ? { ...each, votes: [...each.votes, vote] } : each,
  ),
});

/** Every vote that counts, in the order of the stages. */
export const votesOf = ({ stages }: Pick<Approval, 'stages'>): readonly Vote[] =>
  stages.flatMap(({ votes }) => votes);

/** Who gave a vote, in words: `bea@corp.example for al@corp.example` (A4). */
export const voterOf = ({ by, seat }: Pick<Vote, 'by' | 'seat'>): string =>
  by === seat ? by : `${by} for ${seat}`;

/** Those who were invited to stages of this round, and whose seats have no vote yet. */
export const unheard = (
  { invited, round, stages }: Pick<Approval, 'invited' | 'round' | 'stages'>,
  of: readonly number[],
): readonly Invitation[] =>
  invited.filter(
    (each) =>
      each.round === round &&
      of.includes(each.stage) &&
      !stages[each.stage]?.votes.some(({ seat }) => seat === each.seat),
  );
