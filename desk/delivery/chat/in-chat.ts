import type { Case } from '../../case/case.ts';
import { addressed } from '../../case/quiet.ts';
import type { Effect, MailTemplate } from '../effect.ts';

/** What the desk says to requesters. Who is asked to decide or to work is written by mail: its link and reply are theirs alone. */
export const TO_THE_REQUESTER = [
  'acknowledgement',
  'message',
  'question',
  'missing',
  'inquiry',
  'told',
  'resolved',
  'cancelled',
  'reminder',
  'asked-again',
  'closed-unanswered',
  'files-unkept',
] as const satisfies readonly MailTemplate[];

const SAID: ReadonlySet<string> = new Set(TO_THE_REQUESTER);

/**
 * The effects of a commit, with what it tells the requester said in the chat they last spoke in; others who would be
 * written the same are written it by mail. Decided once, in the commit itself, so that whoever writes mails need not know
 * of chats.
 */
export function inChat(after: Case, effects: readonly Effect[]): readonly Effect[] {
  if (after.chat === undefined) return effects;
  const requester = new Set([addressed(after), after.requester.address]);
  return effects.flatMap((effect): Effect[] => {
    if (effect.kind !== 'mail' || effect.of !== undefined || !SAID.has(effect.template)) return [effect];
    const { kind: _mail, to, of: _of, ...said } = effect;
    const others = to.filter((address) => !requester.has(address));
    if (others.length === to.length) return [effect];
    const chat: Effect = { ...said, kind: 'chat' };
    return others.length === 0 ? [chat] : [chat, { ...effect, id: `${effect.id}-copy`, to: others }];
  });
}
