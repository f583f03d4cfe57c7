/** An attempt that takes longer has failed (W3). */
const TIMEOUT_MS = 8000;

/** What a program answered: its status, the JSON of its body, and how many seconds it asks us to wait. */
export type Called = Readonly<{ status: number; body: Readonly<Record<string, unknown>>; wait?: number }>;

const parsed = (text: string): Called['body'] => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Called['body']) : {};
  } catch {
    return {};
  }
};

/**
 * Calls a program once; no redirect is followed, since it would take our token along. Undefined for what never reached it
 * or never came back.
 */
export async function call(url: string, init: RequestInit): Promise<Called | undefined> {
  try {
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const wait = Number(answer.headers.get('retry-after'));
    return {
      status: answer.status,
      body: parsed(await answer.text()),
      ...(wait > 0 && Number.isFinite(wait) && { wait }),
    };
  } catch {
    return undefined;
  }
}

/** Answers that another attempt may change. */
export const mayPass = (status: number): boolean => [408, 409, 425, 429].includes(status) || status >= 500;
