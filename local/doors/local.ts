import { LONGEST_ADVANCE } from '../advance.ts';
import type { Authorizer, Deployment } from '../assembly/deployment.ts';
import type { DeskClock } from '../clock.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { eventOf, isMailKind, MAIL_KINDS } from '../mail/came-back.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { type Answer, html, json } from './answer.ts';
import type { ApiDoor } from './api.ts';
import type { Asked } from './api-event.ts';
import type { Issuer } from './issuer.ts';
import type { Keep } from './keep.ts';
import { readLedger } from './ledger.ts';
import { indexPage, mailboxPage, tablePage } from './pages.ts';

/** What the pages and levers under `/local` need of the machine. */
export interface LocalGround {
  readonly deployment: Deployment;
  readonly clock: DeskClock;
  readonly mailbox: Mailbox;
  readonly issuer: Issuer;
  readonly keep: Keep;
  readonly api: ApiDoor;
  advance(seconds: number): Promise<string>;
  idle(): Promise<boolean>;
  counters(): Promise<object>;
  deadLetters(): Promise<readonly object[]>;
  recycle(): void;
  /** Hands what SES tells of a mail to whoever listens. */
  tellOfMail(event: JsonObject): Promise<void>;
  /** Says of every file with this content what a scanner would, and counts them. */
  scanned(sha256: string, result: string): Promise<number>;
  /** Puts the dead letters of a queue back and counts them. */
  redrive(queue: string): Promise<number | undefined>;
  /** Where the engines answer: the variables under which any client of AWS asks them. */
  readonly surroundings: Readonly<Record<string, string>>;
  /** The day this desk first opened, by its clock: its ledger has nothing older. */
  readonly since: string;
}

/** A request that cannot be answered, with the field that is wrong. */
class Bad extends Error {}

const bad = (field: string, should: string): never => {
  throw new Bad(`${field} should be ${should}`);
};

function bodyOf(body: Buffer): JsonObject {
  let value: Json = null;
  try {
    value = JSON.parse(body.toString()) as Json;
  } catch {
    bad('the body', 'JSON');
  }
  return isObject(value) ? value : bad('the body', 'a JSON object');
}

/** Whoever takes a token for a desk without a JWT door still gets one, for nobody in particular. */
const NO_AUTHORIZER: Authorizer = { issuer: 'https://local', audience: ['local'] };

type Reply = (asked: Asked, query: URLSearchParams) => Promise<Answer>;

/** The levers and pages of the local runtime; none of them is in the templates. */
export function createLocalDoor(ground: LocalGround): (asked: Asked) => Promise<Answer> {
  const authorizer =
    ground.deployment.apis[0]?.routes.find((route) => route.authorizer)?.authorizer ?? NO_AUTHORIZER;
  const time = () => ({
    now: new Date(ground.clock.now()).toISOString(),
    offsetSeconds: ground.clock.offset() / 1000,
  });
  const asPage = ({ headers }: Asked) => /^\s*text\/html/.test(headers.accept ?? '');

  async function moveClock({ body }: Asked): Promise<Answer> {
    const { advanceSeconds } = bodyOf(body);
    if (typeof advanceSeconds !== 'number' || !Number.isInteger(advanceSeconds)) {
      return bad('advanceSeconds', 'a whole number');
    }
    if (advanceSeconds < 0 || advanceSeconds > LONGEST_ADVANCE) {
      return bad('advanceSeconds', `from 0 to ${LONGEST_ADVANCE}`);
    }
    return json(200, { now: await ground.advance(advanceSeconds) });
  }

  async function setEndpoint({ body }: Asked): Promise<Answer> {
    const { department, url, secret } = bodyOf(body);
    if (typeof department !== 'string' || !/^[a-z0-9-]+$/.test(department))
      bad('department', 'a name in lower case');
    if (url !== undefined && (typeof url !== 'string' || !URL.canParse(url))) bad('url', 'a URL');
    if (secret !== undefined && (typeof secret !== 'string' || secret === '')) bad('secret', 'a text');
    if (url === undefined && secret === undefined) bad('url', 'given, or secret, or both');
    const text = (value: Json | undefined) => (typeof value === 'string' ? value : undefined);
    ground.keep.setEndpoint({ department: String(department), url: text(url), secret: text(secret) });
    ground.recycle();
    return json(200, { department: department ?? null });
  }

  async function token(query: URLSearchParams): Promise<Answer> {
    const sub = query.get('sub');
    if (!sub) return bad('sub', 'given');
    const groups = (query.get('groups') ?? '').split(',').filter((group) => group !== '');
    return json(200, { token: await ground.issuer.token(sub, groups, authorizer) });
  }

  async function mailbox(asked: Asked, query: URLSearchParams): Promise<Answer> {
    const to = query.get('to') ?? undefined;
    const mails = await ground.mailbox.list(to);
    return asPage(asked) ? html(mailboxPage(mails, to)) : json(200, mails);
  }

  async function bounce({ body }: Asked): Promise<Answer> {
    const { to, messageId, kind = 'bounce' } = bodyOf(body);
    if (typeof to !== 'string') return bad('to', 'an address');
    if (messageId !== undefined && typeof messageId !== 'string') return bad('messageId', 'a text');
    if (!isMailKind(kind)) return bad('kind', `one of ${MAIL_KINDS.join(', ')}`);
    const mail = ground.mailbox.find(to, messageId);
    if (mail === undefined) return bad('to', 'an address that was sent a mail');
    await ground.tellOfMail(eventOf(mail, kind, time().now));
    return json(202, { messageId: mail.messageId });
  }

  async function scan({ body }: Asked): Promise<Answer> {
    const { sha256, result } = bodyOf(body);
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
      return bad('sha256', 'the hash of a file');
    if (typeof result !== 'string' || !/^[A-Z_]{1,40}$/.test(result))
      return bad('result', 'THREATS_FOUND or the like');
    return json(202, { files: await ground.scanned(sha256, result) });
  }

  async function redrive({ body }: Asked): Promise<Answer> {
    const { queue } = bodyOf(body);
    const moved = typeof queue === 'string' ? await ground.redrive(queue) : undefined;
    return moved === undefined ? bad('queue', 'the name of a queue with dead letters') : json(200, { moved });
  }

  const rows = (title: string, list: () => Promise<readonly object[]>): Reply => {
    return async (asked) => (asPage(asked) ? html(tablePage(title, await list())) : json(200, await list()));
  };
  const ledger = async () =>
    readLedger(ground.api, await ground.issuer.token('local', ['platform'], authorizer), ground.since);

  const replies: Readonly<Record<string, Reply>> = {
    'GET /local': async () => html(indexPage()),
    'GET /local/mailbox': mailbox,
    'GET /local/ledger': rows('Ledger', ledger),
    'GET /local/dead-letters': rows('Dead letters', ground.deadLetters),
    'GET /local/clock': async () => json(200, time()),
    'POST /local/clock': moveClock,
    'POST /local/bounce': bounce,
    'POST /local/redrive': redrive,
    'POST /local/verdicts': scan,
    'GET /local/token': (_asked, query) => token(query),
    'POST /local/endpoints': setEndpoint,
    'GET /local/engines': async () => json(200, ground.surroundings),
    'GET /local/idle': async () => json(200, { idle: await ground.idle() }),
    'GET /local/counters': async () => json(200, await ground.counters()),
  };

  return async (asked) => {
    // Only programs and pages of this machine: a page from elsewhere that makes its name point here is refused.
    if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(asked.headers.host ?? '')) {
      return json(403, { message: 'the local pages are only for this machine' });
    }
    const [path = '', query = ''] = asked.url.split(/\?(.*)/s);
    const place = path.replace(/\/$/, '');
    const reply = replies[`${asked.method === 'HEAD' ? 'GET' : asked.method} ${place}`];
    if (!reply) {
      const known = Object.keys(replies).some((key) => key.endsWith(` ${place}`));
      return json(known ? 405 : 404, { message: known ? 'Method Not Allowed' : 'Not Found' });
    }
    try {
      return await reply(asked, new URLSearchParams(query));
    } catch (error) {
      if (error instanceof Bad) return json(400, { message: error.message });
      throw error;
    }
  };
}
