import type { Seen, Sent } from '../stage.ts';

/** One mail, what should become of it, and what people do about it. */
export interface Story {
  readonly title: string;
  readonly mail: Sent;
  /** What the books should say of it, and of a case where it should come to rest. */
  readonly expected: Readonly<{
    class: string;
    cause?: string;
    department?: string;
    outcome?: string;
    status?: 'resolved' | 'closed';
  }>;
  play?(opened: Seen): Promise<void>;
  /** Which row of its Message-ID is meant: a copy has the second. */
  readonly place?: number;
}
