import type { Case } from './case.ts';
import type { CaseEvent } from './events.ts';

/** What may be asked to see of a case: what happened and when, or that with the words. */
export type SeenThroughGlass = 'history' | 'words';

/** Somebody asks to read a case that is not theirs to see, or may, for so long as two people agreed (row 28). */
export type Glass = Readonly<{
  by: string;
  /** Whoever has to agree. */
  second: string;
  /** The lines of the company that the asker's token named. */
  lines: readonly string[];
  what: SeenThroughGlass;
  hours: number;
  reason: string;
  /** Until when it may be agreed to, and once it is, until when it may be read. Time alone ends both. */
  until: string;
  agreed?: true;
  read?: true;
}>;

/** What is asked or agreed at a case and has not lapsed, by its reference. */
export const standing = ({ glass = {} }: Pick<Case, 'glass'>, at: string): Readonly<Record<string, Glass>> =>
  Object.fromEntries(Object.entries(glass).filter(([, { until }]) => Date.parse(until) > Date.parse(at)));

type OfGlass = CaseEvent & { type: 'GlassAsked' | 'GlassBroken' | 'GlassReadThrough' };

/** A case after such an event; what has lapsed is forgotten by its head, never by its history. */
export function evolveGlass(before: Case, event: OfGlass): Case {
  const { ref } = event;
  if (event.type === 'GlassAsked') {
    const { second, lines, what, hours, reason, until } = event;
    const asked = { by: event.by.id ?? '', second, lines, what, hours, reason, until };
    return { ...before, glass: { ...standing(before, event.at), [ref]: asked } };
  }
  const found = before.glass?.[ref];
  if (found === undefined) return before;
  const after =
    event.type === 'GlassBroken' ? { until: event.until, agreed: true as const } : { read: true as const };
  return { ...before, glass: { ...before.glass, [ref]: { ...found, ...after } } };
}
