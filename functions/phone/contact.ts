import { takeCall } from '#desk/intake/phone/take-call.ts';
import { cleanly } from '../shell/log.ts';
import { desk } from '../writing-desk.ts';

/** The contact's id says which call a line of the log is about; who called does not stand there. */
function contactIn(event: unknown): Readonly<{ contact?: string }> {
  const { Details } = (event ?? {}) as { Details?: { ContactData?: { ContactId?: unknown } } };
  const id = Details?.ContactData?.ContactId;
  return typeof id === 'string' ? { contact: id.slice(0, 64) } : {};
}

/** Invoked by a contact flow of Amazon Connect, which waits for the answer. Repeating is safe: see `takeCall`. */
export const handler = cleanly('a call could not be taken in', contactIn, (event: unknown) =>
  takeCall(desk(), event),
);
