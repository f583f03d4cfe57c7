/** How one case stands to another; each kind has the one that is said on the other side. */
export const LINKS = {
  related: 'related',
  'duplicate-of': 'has-duplicate',
  'has-duplicate': 'duplicate-of',
  'caused-by': 'cause-of',
  'cause-of': 'caused-by',
  'split-from': 'split-into',
  'split-into': 'split-from',
  follows: 'followed-by',
  'followed-by': 'follows',
} as const;

export type LinkKind = keyof typeof LINKS;

/** A case that was merged into another, as the one that goes on remembers it. */
export type Absorbed = Readonly<{
  id: string;
  /** Who asked, where that is somebody else than the requester of the case that goes on: they hear what is meant for them alone. */
  requester?: string;
  /** Their address was not authenticated, so they are told nothing (E4). */
  unverified?: true;
  /** How many merges lie between the two. */
  hops: number;
}>;

/** Why a case rests until a date. */
export type Hold = Readonly<{
  until: string;
  cause: 'on-hold' | 'scheduled-start';
  /** The department's word for where it stood before. */
  stage: string;
}>;

/** What few cases have: everything here is absent from the row of an ordinary one. */
export type Conversation = Readonly<{
  /** It goes on in another case since then; what it was before is kept for the undo. */
  merged?: Readonly<{
    into: string;
    at: string;
    status: 'open' | 'waiting' | 'resolved' | 'closed';
    stage: string;
  }>;
  /** What goes on here. */
  absorbed?: readonly Absorbed[];
  links?: readonly Readonly<{ other: string; as: LinkKind }>[];
  hold?: Hold;
  /** How many reminders its requester had of what waits since then, and when they say that it closes, if it does. */
  reminded?: Readonly<{ since: string; times: number; closesAt?: string }>;
}>;

/** What happens between cases, and between a case and the one who keeps it waiting. `other` is the id of another case. */
export type ConversationFact =
  | Readonly<{ type: 'CaseMerged'; other: string }>
  | Readonly<{ type: 'CaseUnmerged'; other: string; closesAt?: string }>
  /** `cases` are the one that was merged and whatever was merged into that before. */
  | Readonly<{ type: 'CaseAbsorbed'; other: string; cases: readonly Absorbed[] }>
  | Readonly<{ type: 'CaseReleased'; other: string; cases: readonly string[] }>
  | Readonly<{ type: 'MessagesSplitOff'; other: string; bodies: readonly string[] }>
  /** A message that stands in another case is part of this one too: its words lie where they lay. `via` is the merged case it was written to. */
  | Readonly<{
      type: 'MessageShared';
      other: string;
      from: string;
      body: string;
      saidAt: string;
      via?: string;
    }>
  | Readonly<{ type: 'CaseLinked'; other: string; as: LinkKind }>
  /** Another department was asked for the same matter: from now on it is a part of `other`, whose task its end answers (E17). */
  | Readonly<{ type: 'CaseAdopted'; other: string; taskRef: string }>
  /** A part of it is confidential, so it is too from now on. */
  | Readonly<{ type: 'CaseRestricted' }>
  | Readonly<{ type: 'CaseHeld'; reason: string; until: string; cause: Hold['cause'] }>
  | Readonly<{ type: 'CaseContinued'; cause: 'date' | 'person' }>
  | Readonly<{ type: 'RequesterReminded'; since: string; times: number; closesAt?: string }>;
