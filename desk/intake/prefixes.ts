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
