/**
 * What mail programs put before a subject when a mail is passed on: it starts something new, it is no reply (E8, P4).
 * English, German, French, Spanish/Portuguese, Italian, Dutch, Scandinavian, Finnish, Polish, Turkish, Hungarian, Czech,
 * Russian, Chinese, Japanese, Korean.
 */
const FORWARD =
  /^(?:fwd?|wg|tr|rv|enc|i|doorst|doorgestuurd|vs|vb|vl|videresend|pd|ilt|továbbítás|předat|přep|пересл|пересылка|转发|轉寄|转寄|転送|전달)\s*(?:\[\d+\])?\s*[:：]/iu;
const TAG = /^\[[^\]]{1,80}\]\s*/u;

/** The subject below its tags, from the outermost prefix on. */
const untagged = (subject: string): string => {
  let left = subject.trim();
  for (let i = 0; i < 5 && TAG.test(left); i++) left = left.replace(TAG, '').trimStart();
  return left;
};

/** Whether the outermost prefix of a subject says that the mail was passed on (E8). A reply to a forward is a reply. */
export const isForward = (subject: string): boolean => FORWARD.test(untagged(subject));

/** What mail programs put before the subject of an answer, in the languages above. */
const REPLY =
  /^(?:re|aw|antw(?:ort)?|r[eé]f|rif|res|sv|vs|odp|ynt|vá|回复|回覆|答复|返信|회신)\.?\s*(?:\[\d+\])?\s*[:：]\s*/iu;
/** A number of somebody's ticket system, as `VND-1017` and `Ticket#4711`, or the tag of another desk like ours. */
const REFERENCE =
  /\[(?:(?=[^\]]*\d)[a-z#][a-z0-9#:._-]{2,30}|[a-z]{2,8}-[a-z0-9]{4}-[a-z0-9]{3} [a-z0-9]{4})\]/iu;

/** A subject as a machine repeats it: without the prefixes of answers. */
export const threadSubject = (subject: string): string => {
  let left = subject.trim();
  for (let i = 0; i < 10 && REPLY.test(left); i++) left = left.replace(REPLY, '');
  return left.replace(/\s+/g, ' ').toLowerCase();
};

/** Whether a subject names a reference of some ticket system, ours or another's (E8 6). */
export const namesReference = (subject: string): boolean => REFERENCE.test(subject.slice(0, 998));
