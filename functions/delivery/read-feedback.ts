import type { Feedback } from '#desk/delivery/feedback.ts';

/** What SES publishes of a mail, as far as it is read: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
type SesEvent = Readonly<{
  eventType?: string;
  mail?: Readonly<{ tags?: Readonly<Record<string, readonly string[]>> }>;
  bounce?: Readonly<{
    bounceType: string;
    timestamp: string;
    bouncedRecipients: readonly Readonly<{ emailAddress: string; status?: string }>[];
  }>;
  complaint?: Readonly<{
    timestamp: string;
    complaintFeedbackType?: string | null;
    complainedRecipients: readonly Readonly<{ emailAddress: string }>[];
  }>;
}>;

/** `"Ann" <Ann@Corp.Example>` → `ann@corp.example`. */
const bare = (address: string) => (/<([^>]*)>/.exec(address)?.[1] ?? address).trim().toLowerCase();

type Known = Pick<Feedback, 'kind' | 'addresses' | 'at' | 'status'>;

function known({ bounce, complaint }: SesEvent): Known | undefined {
  if (bounce !== undefined) {
    const status = bounce.bouncedRecipients.find((each) => each.status)?.status;
    return {
      // `Transient` is also what absences and full mailboxes are called; `Undetermined` proves nothing.
      kind: bounce.bounceType === 'Permanent' ? 'bounce' : 'later',
      addresses: bounce.bouncedRecipients.map(({ emailAddress }) => bare(emailAddress)),
      at: new Date(bounce.timestamp).toISOString(),
      ...(status !== undefined && { status }),
    };
  }
  // "Not spam" is a person taking our mail out of the junk folder.
  if (complaint === undefined || complaint.complaintFeedbackType === 'not-spam') return undefined;
  return {
    kind: 'complaint',
    addresses: complaint.complainedRecipients.map(({ emailAddress }) => bare(emailAddress)),
    at: new Date(complaint.timestamp).toISOString(),
  };
}

/** What SES says when it is introduced to its topic, in words instead of JSON. */
const HELLO = 'Successfully validated SNS topic';

/** A bounce or complaint from a message of the topic; undefined for what says nothing of an address. */
export function readFeedback(body: unknown): Feedback | undefined {
  const { Message = '' } = body as { Message?: string };
  if (Message.startsWith(HELLO)) return undefined;
  const event = JSON.parse(Message) as SesEvent;
  const found = known(event);
  if (found === undefined) return undefined;
  const { case: cases = [], mail: mails = [] } = event.mail?.tags ?? {};
  const [caseId] = cases;
  const [id] = mails;
  return { ...found, ...(caseId !== undefined && id !== undefined && { mail: { caseId, id } }) };
}
