/** What became of one outgoing mail or webhook: kept 30 days as the delivery log (W6). */
export type Delivery = Readonly<{
  /** The effect's id: for webhooks also the `webhook-id` of every attempt (W1). */
  id: string;
  caseId: string;
  kind: 'mail' | 'webhook' | 'chat';
  /** `captured`: its case only plays along, so it did not leave (row 65). */
  state: 'delivered' | 'retrying' | 'failed' | 'suppressed' | 'returned' | 'captured';
  at: string;
  /** Attempts made so far. */
  attempts: number;
  /** Status, cause or provider id of the newest attempt; at most 4 KiB, never a secret. */
  note?: string;
  /** How long the newest attempt of a webhook took until it was answered, in milliseconds. */
  latencyMs?: number;
  /** When to try again; puts the row into the wake index. */
  wakeAt?: string;
  /** What to send again. */
  effect?: string;
}>;
