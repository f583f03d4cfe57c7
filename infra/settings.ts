/** The programs the desk can be talked to in. */
export const CHAT_APPS = ['slack', 'teams'] as const;

/** One of them. */
export type ChatApp = (typeof CHAT_APPS)[number];

/** The stages a desk can be deployed as. */
export type StageName = 'local' | 'dev' | 'prod';

/** Everything that differs between stages; no construct asks for anything else. */
export interface Settings {
  /** The stage these settings are for. */
  readonly stage: StageName;
  /** The one address everybody writes to. Its domain is the SES identity the desk sends from. */
  readonly frontDoor: string;
  /** The mail domains of the people the desk works for. */
  readonly companyDomains: readonly string[];
  /** Who issues the tokens that open the API, and for whom they must be issued. */
  readonly login: { readonly issuer: string; readonly audience: string };
  /** Shorter waits between the attempts of a webhook, in seconds; only `local` may set them. */
  readonly webhookRetrySeconds?: readonly number[];
  /** How many of a hundred new cases try a new version of a process first, and for how long; without it, all at once. */
  readonly canary?: { readonly percent: number; readonly minutes: number };
  /** The programs people may turn to the desk in; without it, nothing of chats is deployed. */
  readonly chat?: readonly ChatApp[];
  /** The Amazon Connect instance whose contact flows may tell the desk of calls, by its ARN; without it, no telephone. */
  readonly phone?: string;
  /**
   * Whether somebody looks for viruses in files and says what was found: GuardDuty, switched on by this deployment; with
   * `true` GuardDuty or another, switched on by hand; with `false` nobody, and each department says whether it hands out
   * unseen files.
   */
  readonly scansFiles: boolean | 'guardduty';
  /** Whether cases and mails outlive the stack that holds them. */
  readonly keepsData: boolean;
}

const EXAMPLE = {
  frontDoor: 'help@desk.example',
  companyDomains: ['corp.example'],
  login: { issuer: 'https://login.corp.example', audience: 'switchboard' },
  scansFiles: true,
} as const;

/** The telephone of one machine: whoever invokes the function there stands for this instance. */
const PHONE_OF_LOCAL = 'arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-4000-8000-000000000000';

const SETTINGS: Readonly<Record<StageName, Settings>> = {
  local: { stage: 'local', ...EXAMPLE, chat: CHAT_APPS, phone: PHONE_OF_LOCAL, keepsData: false },
  dev: { stage: 'dev', ...EXAMPLE, keepsData: true },
  prod: { stage: 'prod', ...EXAMPLE, canary: { percent: 10, minutes: 30 }, keepsData: true },
};

const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

const INSTANCE = /^arn:aws[a-z-]*:connect:[a-z0-9-]+:\d{12}:instance\/[0-9a-f-]{36}$/;

const isWhole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

function refuse(field: string, should: string, value: unknown): never {
  throw new Error(`settings.${field} should be ${should}, but is ${JSON.stringify(value)}`);
}

/** Gives the settings back if every field makes sense; otherwise names the field that does not. */
export function checked(settings: Settings): Settings {
  const { stage, frontDoor, companyDomains, login, webhookRetrySeconds, canary, chat, phone, keepsData } =
    settings;
  if (!Object.hasOwn(SETTINGS, stage)) refuse('stage', `one of ${Object.keys(SETTINGS).join(', ')}`, stage);
  const [mailbox = '', domain = '', ...more] = frontDoor.split('@');
  // A plus sign is how the desk signs its reply addresses, so the front door itself has none.
  if (!/^[a-z0-9._-]+$/.test(mailbox) || !DOMAIN.test(domain) || more.length > 0) {
    refuse('frontDoor', 'a mail address in lower case without a plus sign', frontDoor);
  }
  if (companyDomains.length === 0) refuse('companyDomains', 'at least one domain', companyDomains);
  for (const [i, name] of companyDomains.entries()) {
    if (!DOMAIN.test(name)) refuse(`companyDomains[${i}]`, 'a domain in lower case', name);
  }
  if (!login.issuer.startsWith('https://')) refuse('login.issuer', 'an https address', login.issuer);
  if (login.audience === '') refuse('login.audience', 'a name', login.audience);
  if (webhookRetrySeconds !== undefined) {
    if (stage !== 'local') refuse('webhookRetrySeconds', `absent in ${stage}`, webhookRetrySeconds);
    if (webhookRetrySeconds.length === 0 || webhookRetrySeconds.some((wait) => !(wait > 0))) {
      refuse('webhookRetrySeconds', 'a list of positive seconds', webhookRetrySeconds);
    }
  }
  if (canary !== undefined) {
    if (!isWhole(canary.percent, 1, 99))
      refuse('canary.percent', 'a whole number from 1 to 99', canary.percent);
    if (!isWhole(canary.minutes, 1, 2100))
      refuse('canary.minutes', 'a whole number from 1 to 2100', canary.minutes);
  }
  if (chat !== undefined && (chat.length === 0 || chat.some((app) => !CHAT_APPS.includes(app))))
    refuse('chat', `absent or a list of ${CHAT_APPS.join(', ')}`, chat);
  if (phone !== undefined && !INSTANCE.test(phone))
    refuse('phone', 'absent or the ARN of an Amazon Connect instance', phone);
  if (stage !== 'local' && !keepsData) refuse('keepsData', `true in ${stage}`, keepsData);
  return settings;
}

/** The settings of a stage by its name; a name nobody knows is refused. */
export function settingsFor(stage: string): Settings {
  const found = Object.values(SETTINGS).find((settings) => settings.stage === stage);
  return checked(found ?? refuse('stage', `one of ${Object.keys(SETTINGS).join(', ')}`, stage));
}
