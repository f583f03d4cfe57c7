import { isRefusal } from '../../errors.ts';
import type { Ports } from '../../ports.ts';

/** How often something may be done within a time, in milliseconds: at most a day. */
export type Allowance = Readonly<{ most: number; within: number }>;

const HOUR = 3_600_000;

/** Confirmations an address is sent within a day, whoever asks for them: a form is no way to fill somebody's mailbox. */
export const PER_ADDRESS: Allowance = { most: 3, within: 24 * HOUR };

/** Requests without a token, and files announced, from one place of the internet within an hour; an office shares one. */
export const PER_SOURCE: Allowance = { most: 30, within: HOUR };

/** How often a lost race is counted anew. */
const ATTEMPTS = 4;

/**
 * Takes one of what is allowed; false when all of it is taken. Counted as automatic mails are (E10), in a row that goes by
 * itself. Repeating takes one more, which errs on the side of silence; who loses every race has none left.
 */
export async function takeOne(
  { automatic, now }: Pick<Ports, 'automatic' | 'now'>,
  who: string,
  { most, within }: Allowance,
): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const at = now();
    const taken = await automatic.find(who);
    if (taken.filter((each) => Date.parse(at) - Date.parse(each.at) < within).length >= most) return false;
    try {
      await automatic.keep(who, taken, { recipient: who, caseId: 'door', at });
      return true;
    } catch (error) {
      if (!isRefusal(error, 'stale-version')) throw error;
    }
  }
  return false;
}
