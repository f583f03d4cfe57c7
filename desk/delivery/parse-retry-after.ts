/** The three forms of a date in HTTP (RFC 9110, 5.6.7); the last one has no zone and means GMT. */
const DATES = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/**
 * A Retry-After header in seconds from `at` on (RFC 9110, 10.2.3): a number of seconds or an HTTP date. None for what is
 * missing, past or unreadable, because a receiver's slip is no reason to fail.
 */
export function parseRetryAfter(header: string | undefined, at: string): number {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  if (!DATES.some((form) => form.test(text))) return 0;
  const then = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  const seconds = Math.ceil((then - Date.parse(at)) / 1000);
  return Number.isNaN(seconds) ? 0 : Math.max(0, seconds);
}
