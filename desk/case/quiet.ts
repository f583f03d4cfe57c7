import type { Case } from './case.ts';

type Kinded = Pick<Case, 'kind'>;

/**
 * Whether a case is somebody's distress. Nothing automatic is said to the person but the first warm words, once: no reminder, no
 * survey, no countdown, no closing by itself, no number in a subject, no thanks counted (row 14). Ask here wherever the desk
 * would write, close or count by itself.
 */
export const isQuiet = ({ kind }: Kinded): boolean => kind === 'care';

/** Whether people need help now: such a case never waits (L2), is never surveyed (row 76), and no cap holds its words back. */
export const isUrgent = ({ kind }: Kinded): boolean => kind === 'care' || kind === 'emergency';

/**
 * Stands for the requester's address in what leaves a quiet case: a message that lies in a queue, or among its dead letters,
 * names nobody (row 28). The address is looked up when the mail is sent.
 */
export const REQUESTER = 'requester';

/** The requester as an effect of their case names them. */
export const addressed = (of: Kinded & Pick<Case, 'requester'>): string =>
  isQuiet(of) ? REQUESTER : of.requester.address;

/** Where the words of a quiet case lie: a place of their own, which not every function may read (row 28). */
export const RESTRICTED = 'restricted/';

/** The key under which something a person wrote is kept. */
export const keyFor = (quiet: boolean, key: string): string => (quiet ? `${RESTRICTED}${key}` : key);
