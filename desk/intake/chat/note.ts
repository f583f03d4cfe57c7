/** A person of a chat as the desk knows them. */
export type Chatter = Readonly<{
  address: string;
  name?: string;
  /** The program vouches for the address: a member of the company's own workspace, no guest (E4). */
  verified: boolean;
}>;

/** What the desk remembers of a place or a person in a chat, and since when. */
export type ChatNote = Readonly<{
  at: string;
  /** The case that what is said there belongs to. */
  caseId?: string;
  /** Where the person of a case is written to alone. */
  channel?: string;
  thread?: string;
  person?: Chatter;
}>;
