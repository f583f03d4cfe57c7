/**
 * An automatic mail that was sent: to whom, about which case, when (ISO instant), and which, so that it is counted once.
 * `stopped`: the first that was not sent because of a cap, of which somebody was told.
 */
export type AutomaticMail = Readonly<{
  recipient: string;
  caseId: string;
  at: string;
  mail?: string;
  stopped?: true;
}>;

/** The most automatic mails within a sliding hour or day (E10): the last stop of a loop that every other rule missed. */
export type Caps = Readonly<{
  perRecipientAndCaseAnHour: number;
  perRecipientAnHour: number;
  perRecipientADay: number;
  perCaseAnHour: number;
  perDomainAnHour: number;
}>;

/** The caps a deployment starts with (E10). */
export const DEFAULT_CAPS: Caps = {
  perRecipientAndCaseAnHour: 3,
  perRecipientAnHour: 10,
  perRecipientADay: 40,
  perCaseAnHour: 20,
  perDomainAnHour: 200,
};

/** A case may be reopened by mail so often within an hour; then a person looks (E10, P1). */
const MOST_REOPENS_AN_HOUR = 3;

const HOUR = 3_600_000;
const domain = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** How many of these instants lie in the window of milliseconds that ends now; one from the future counts too. */
const recent = (instants: readonly string[], now: string, window: number): number =>
  instants.filter((at) => Date.parse(now) - Date.parse(at) < window).length;

/** The cap that one more automatic mail would break, undefined when it may go (E10). `earlier` holds what was really sent, in any order. */
export function capReached(
  next: AutomaticMail,
  earlier: readonly AutomaticMail[],
  caps: Caps = DEFAULT_CAPS,
): keyof Caps | undefined {
  const to = next.recipient.toLowerCase();
  const sent = (which: (mail: AutomaticMail) => boolean, window: number) =>
    recent(
      earlier.filter((mail) => mail.stopped !== true && which(mail)).map(({ at }) => at),
      next.at,
      window,
    );
  const toThem = (mail: AutomaticMail) => mail.recipient.toLowerCase() === to;
  const onCase = (mail: AutomaticMail) => mail.caseId === next.caseId;
  const toDomain = (mail: AutomaticMail) => domain(mail.recipient) === domain(to);

  const counts: Readonly<Record<keyof Caps, () => number>> = {
    perRecipientAndCaseAnHour: () => sent((mail) => toThem(mail) && onCase(mail), HOUR),
    perRecipientAnHour: () => sent(toThem, HOUR),
    perRecipientADay: () => sent(toThem, 24 * HOUR),
    perCaseAnHour: () => sent(onCase, HOUR),
    perDomainAnHour: () => sent(toDomain, HOUR),
  };
  const order = Object.keys(counts) as (keyof Caps)[];
  return order.find((cap) => counts[cap]() >= caps[cap]);
}

/**
 * Whether so much automatic mail went to an address within the last hour that somebody was told: what comes from there is
 * likely a machine's answer to it, so it begins nothing new without a person (E10).
 */
export const isStoppedByCap = (earlier: readonly AutomaticMail[], now: string): boolean =>
  recent(
    earlier.filter(({ stopped }) => stopped).map(({ at }) => at),
    now,
    HOUR,
  ) > 0;

/** Whether one more reopening by mail is one too many (E10). */
export const reopensTooOften = (reopenings: readonly string[], now: string): boolean =>
  recent(reopenings, now, HOUR) >= MOST_REOPENS_AN_HOUR;
