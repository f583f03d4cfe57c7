import type { Meta } from './process.ts';
import { untilAnswered, type Waiting } from './until-answered.ts';

/**
 * Hands a part of the matter to another department as a case of its own, and waits until that case has ended. `$answer`
 * holds its outcome afterwards, or `cancelled`. A case that does not end in time falls to whoever `onSilence` names,
 * and goes on by itself.
 */
export function child<const Own extends string, const Name extends string>(
  name: Own,
  {
    department,
    service,
    subject,
    facts = [],
    hours,
    next,
    onSilence,
    ...meta
  }: Meta &
    Readonly<{
      department: string;
      service: string;
      /** What the other case is called; by the title of its service where nothing is said, since this one may be confidential. */
      subject?: string;
      /** The facts of this case that are handed on. */
      facts?: readonly string[];
      hours: number;
      next: Name;
      onSilence: Name;
    }>,
): Waiting<Own, Name> {
  const asked = { department, service, ...(subject !== undefined && { subject }), facts, hours };
  return untilAnswered(name, 'openChild', asked, { ...meta, hours, next, onSilence });
}
