/** What the desk has learned of the calls to a department's endpoint; nothing is kept of one that never failed (W3, W5). */
export type Health = Readonly<{
  /** `open`: nobody calls but a probe now and then. `disabled`: it said that it is gone, and a person switches it on again. */
  state: 'closed' | 'open' | 'disabled';
  since: string;
  /** Failures in a row, and whose they are as long as all are of one message. */
  failures: number;
  only?: string;
  /** Attempts of the last five minutes. */
  minutes: readonly Minute[];
  /** While open: when the next probe may be made, and how many have failed. */
  until?: string;
  probes: number;
  /** Who switched it on again. */
  by?: string;
  /** Counts its changes: who decided on an older one decides anew. */
  version: number;
}>;

type Minute = Readonly<{ minute: string; failed: number; passed: number }>;

/** One attempt as its endpoint's health sees it. */
export type Attempt = Readonly<{ message: string; failed: boolean; probe: boolean; at: string }>;

/** What a message may do now. */
export type May = 'call' | 'probe' | 'disabled' | Readonly<{ waitUntil: string }>;

/** What opens a circuit (W5): so many failures in a row, or such a share of at least so many attempts in five minutes. */
const IN_A_ROW = 5;
const SHARE = 0.7;
const LEAST = 20;
const WINDOW_MS = 5 * 60_000;

/** Seconds until the first, second, … probe: whoever is back is found within ten minutes. */
const PROBES: readonly number[] = [30, 60, 120, 300, 600];
const LONGEST_SECONDS = 600;

/** How long one probe keeps the others away: longer than an attempt, so should its container die, another probes. */
const PROBE_SECONDS = 60;

const FRESH = { failures: 0, minutes: [], probes: 0 } as const;

const later = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();

/** The minutes that are within the window, as seen by whose clock says `at`; a clock ahead of it counts no longer than that. */
const recent = ({ minutes }: Health, at: string) =>
  minutes.filter(({ minute }) => Math.abs(Date.parse(at) - Date.parse(minute)) <= WINDOW_MS);

function counted(health: Health, { failed, at }: Attempt): readonly Minute[] {
  const minute = `${at.slice(0, 16)}:00.000Z`;
  const kept = recent(health, at);
  const now = kept.find((each) => each.minute === minute) ?? { minute, failed: 0, passed: 0 };
  const next = failed ? { ...now, failed: now.failed + 1 } : { ...now, passed: now.passed + 1 };
  return [...kept.filter((each) => each.minute !== minute), next];
}

/** Whether nothing has gone wrong of late: what is well is neither written nor read again for a while. */
export const isWell = (health: Health | undefined, at: string): boolean =>
  health === undefined ||
  (health.state === 'closed' &&
    health.failures === 0 &&
    recent(health, at).every(({ failed }) => failed === 0));

/**
 * What a message may do at an instant (W5). A circuit that one message alone has opened holds back that message and no
 * other: the fault may be its own. Nobody waits for longer than ten minutes, whatever another container's clock said.
 */
export function mayCall(health: Health | undefined, message: string, at: string): May {
  if (health === undefined || health.state === 'closed') return 'call';
  if (health.state === 'disabled') return 'disabled';
  if (health.only !== undefined && health.only !== message) return 'call';
  const { until = at } = health;
  const wait = Date.parse(until) - Date.parse(at);
  return wait <= 0 || wait > LONGEST_SECONDS * 1000 ? 'probe' : { waitUntil: until };
}

/** The probe is one message's: the others wait for what becomes of it. */
export const probing = (health: Health, at: string): Health => ({
  ...health,
  until: later(at, PROBE_SECONDS),
});

/** What an attempt leaves behind (W5): who passes closes the circuit, a failed probe waits longer for the next. */
export function afterAttempt(found: Health | undefined, attempt: Attempt): Health {
  const { at, failed } = attempt;
  const health = found ?? { ...FRESH, state: 'closed', since: at, version: 0 };
  if (health.state === 'disabled') return health;
  if (!failed) return passed(health, attempt);
  return health.state === 'open' ? failedAgain(health, attempt) : failedOnce(health, attempt);
}

function passed(health: Health, attempt: Attempt): Health {
  const { version, since, state } = health;
  // What was counted before it opened would open it again.
  if (state === 'open') return { ...FRESH, state: 'closed', since: attempt.at, version };
  return { ...FRESH, state, since, version, minutes: counted(health, attempt) };
}

const stillOnly = ({ failures, only }: Health, message: string) => failures === 0 || only === message;

function failedOnce(health: Health, attempt: Attempt): Health {
  const { message, at } = attempt;
  const { only: _of, ...rest } = health;
  const minutes = counted(health, attempt);
  const failed = minutes.reduce((sum, each) => sum + each.failed, 0);
  const all = minutes.reduce((sum, each) => sum + each.failed + each.passed, 0);
  const failures = health.failures + 1;
  const inARow = failures >= IN_A_ROW;
  const many = all >= LEAST && failed >= SHARE * all;
  const next: Health = {
    ...rest,
    failures,
    minutes,
    // Many attempts are those of many messages: each has three in five minutes.
    ...(stillOnly(health, message) && !many && { only: message }),
  };
  return inARow || many
    ? { ...next, state: 'open', since: at, until: later(at, PROBES[0] ?? 0), probes: 0 }
    : next;
}

function failedAgain(health: Health, { message, probe, at }: Attempt): Health {
  const { only, until = at, ...rest } = health;
  const probes = health.probes + (probe ? 1 : 0);
  const next = later(at, PROBES[probes] ?? LONGEST_SECONDS);
  const alone = only === message;
  // A second message has failed: now it is the endpoint. One that was under way when it opened changes nothing.
  const holdsAll = only !== undefined && !alone;
  return {
    ...rest,
    failures: health.failures + 1,
    ...(alone && { only: message }),
    probes,
    until: probe || holdsAll ? next : until,
  };
}

/** The endpoint said that it is gone (410): nobody calls it until a person switches it on again (W3). */
export const disabled = (found: Health | undefined, at: string): Health => ({
  ...FRESH,
  state: 'disabled',
  since: at,
  version: found?.version ?? 0,
});

/** A person has switched it on again: after it answered (W7), or `untried`, so that the next message is the probe. */
export const switchedOn = (found: Health | undefined, by: string, at: string, untried = false): Health => ({
  ...FRESH,
  state: untried ? 'open' : 'closed',
  ...(untried && { until: at }),
  since: at,
  by,
  version: found?.version ?? 0,
});
