/**
 * What the receiving service found out about a mail. `unknown` is "the check could not be made": never a pass (E4).
 */
export type Verdict = 'pass' | 'fail' | 'none' | 'gray' | 'unknown';

/** The receiving service's five findings; `dmarcPolicy` is what the sender's domain asks for when DMARC fails (E4). */
export type Verdicts = Readonly<{
  spf: Verdict;
  dkim: Verdict;
  dmarc: Verdict;
  spam: Verdict;
  virus: Verdict;
  dmarcPolicy?: string;
}>;

/** A person or machine as a mail names them; the address is folded to lower case. */
export type Correspondent = Readonly<{ address: string; name?: string }>;

/** A file that came with a mail; `inline` is one that the text shows (a signature's logo, a screenshot). */
export type Attachment = Readonly<{
  name: string;
  type: string;
  bytes: number;
  content: Uint8Array;
  inline: boolean;
  /** Why the desk does not have its bytes. */
  refused?: string;
}>;

/** Who or what wrote a mail (E5). Everything but `human` is powerless. */
export type AutomationKind =
  | 'human'
  | 'auto-reply'
  | 'ooo'
  | 'bounce-hard'
  | 'bounce-soft'
  | 'bulk'
  | 'own-domain'
  | 'own-loop';

/** What a bounce says of the mail that failed; `originalMessageIds` are that mail's own id, then its References, newest first. */
export type Bounce = Readonly<{
  originalMessageIds: readonly string[];
  failedRecipient?: string;
  status?: string;
}>;

/** The class of a mail with the header names that decided it (E5). */
export type Automation = Readonly<{ kind: AutomationKind; evidence: readonly string[]; bounce?: Bounce }>;

/** One e-mail as the desk understands it: who, what is new in it, which thread, human or automated. */
export type Message = Readonly<{
  /** Without angle brackets; undefined when the mail has none. */
  messageId: string | undefined;
  /** The same for every delivery of the same mail to the same front doors (E2). */
  dedupeKey: string;
  from: Correspondent | undefined;
  /** Named by whoever wrote, and shown; never who wrote, nor whom the desk writes to (E7, P19). */
  replyTo?: Correspondent;
  /** The envelope sender; `''` is the null path of bounces. */
  returnPath: string | undefined;
  /** Every address the mail went to, ours and others': To, Cc, Delivered-To, X-Original-To, and the envelope's (E8, E17). */
  recipients: readonly string[];
  subject: string;
  /** The sender's Date as an ISO instant; a claim, not a fact. */
  sentAt?: string;
  /** The whole text, from the text part or from HTML. */
  text: string;
  /** What the sender wrote this time: without quote and signature, or the whole text when nothing would be left (E12). */
  newText: string;
  inReplyTo: readonly string[];
  /** Oldest first, newest last. */
  references: readonly string[];
  verdicts: Verdicts;
  attachments: readonly Attachment[];
  automation: Automation;
}>;
