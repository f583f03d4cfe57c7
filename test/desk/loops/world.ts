import { sendMail } from '#desk/delivery/send-mail.ts';
import { domainOf, mailboxOf } from '#desk/intake/addresses.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import type { Ports } from '#desk/ports.ts';
import { ledgerIn } from '../memory/stores.ts';
import { KEY, type Memory, memory } from '../memory.ts';

/** A mail on its way: where it goes, who gets its bounces, and its text. */
export type OnItsWay = Readonly<{ to: string; returnPath: string; raw: string }>;

/** One of our desks with its own front door, company and secret. */
export type DeskAt = Readonly<{
  desk: Memory;
  ports: Ports;
  frontDoor: string;
  sent: Automatic[];
  received: string[];
}>;

/** A mail the desk wrote by itself, as the caps count it. */
export type Automatic = Readonly<{ to: string; caseId: string; name: string; at: number }>;

/** Whoever answers mail at an address: gets it as it came, gives what it sends because of it. */
export type Answerer = (mail: OnItsWay, world: World) => readonly OnItsWay[];

/** How a wrong desk differs from ours. */
export type Mutant = Readonly<{
  ports?(ports: Ports): Ports;
  /** Of intake alone. */
  intake?(ports: Ports): Ports;
  raw?(raw: string): string;
}>;

export type World = {
  now: number;
  readonly chance: () => number;
  readonly desks: readonly DeskAt[];
  readonly answerers: ReadonlyMap<string, Answerer>;
  /** What happens to every mail between its sender and its reader. */
  readonly wire: (mail: OnItsWay, world: World) => OnItsWay;
  readonly waiting: { at: number; mail: OnItsWay }[];
  delivered: number;
  numbers: number;
};

export const BEGIN = Date.parse('2026-03-02T09:00:00.000Z');

/** The same numbers for the same seed. */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A desk in memory that answers at this address. */
export function deskAt(frontDoor: string, company: string, mutant: Mutant = {}): DeskAt {
  const desk = memory();
  const secret = Buffer.from(`the secret of ${frontDoor}`.padEnd(32, '.').slice(0, 32));
  const own: Ports = {
    ...desk.ports,
    keys: async () => [{ ...KEY, secret }],
    settings: { ...desk.ports.settings, frontDoor, companyDomains: [company] },
    ledger: ledgerIn(desk.rows, frontDoor),
  };
  return { desk, ports: mutant.ports?.(own) ?? own, frontDoor, sent: [], received: [] };
}

/** The value of a header of a raw mail, unfolded. */
export const header = (raw: string, name: string): string | undefined =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im')
    .exec(raw.slice(0, raw.search(/\r?\n\r?\n/)))?.[1]
    ?.replace(/\r?\n\s+/g, ' ');

/** The first address in a header's value. */
export const addressIn = (value = ''): string =>
  (/<([^<>]+)>/.exec(value)?.[1] ?? value).trim().toLowerCase();

/** A mail as the receiving service stores it: its findings on top, everything the sender wrote below. */
export function stored({ to, returnPath, raw }: OnItsWay, at: number): string {
  const domain = domainOf(addressIn(header(raw, 'From'))) ?? 'nowhere.example';
  return [
    `Return-Path: <${returnPath}>`,
    `Received: from mail.${domain} by inbound-smtp.eu-west-1.amazonaws.com with SMTP id x for ${to}; ${new Date(at).toUTCString()}`,
    'X-SES-Spam-Verdict: PASS',
    'X-SES-Virus-Verdict: PASS',
    `Authentication-Results: amazonses.com; spf=pass; dkim=pass header.i=@${domain}; dmarc=pass header.from=${domain};`,
    raw,
  ].join('\r\n');
}

/** Puts a mail on its way; it arrives between one second and half an hour later. */
export function post(world: World, mail: OnItsWay): void {
  const at = world.now + 1000 + Math.floor(world.chance() ** 3 * 1_800_000);
  world.waiting.push({ at, mail: world.wire(mail, world) });
}

/** Lets everything leave a desk that its rows carry. */
export async function letLeave(world: World, at: DeskAt): Promise<void> {
  for (let out = at.desk.rows.outbox.shift(); out; out = at.desk.rows.outbox.shift()) {
    const { caseId, effect } = out;
    if (effect.kind !== 'mail') continue;
    await sendMail(at.ports, caseId, effect, async (to, raw, { id }) => {
      for (const each of to) {
        at.sent.push({ to: each, caseId, name: id.replace(/^.*-\d+-/, ''), at: world.now });
        post(world, { to: each, returnPath: at.frontDoor, raw });
      }
      return 'taken';
    });
  }
}

async function arrives(world: World, mail: OnItsWay, mutant: Mutant): Promise<void> {
  const here = world.desks.find(({ frontDoor }) => frontDoor === mailboxOf(mail.to));
  if (here === undefined) {
    for (const answer of world.answerers.get(mail.to)?.(mail, world) ?? []) post(world, answer);
    return;
  }
  const raw = stored(mail, world.now);
  const key = `raw/${world.delivered}`;
  here.received.push(key);
  await takeIn(mutant.intake?.(here.ports) ?? here.ports, {
    raw: Buffer.from(mutant.raw?.(raw) ?? raw),
    key,
  });
  await letLeave(world, here);
}

/** Time goes on to the next arrival; false when no mail is on its way any more. */
export async function step(world: World, mutant: Mutant): Promise<boolean> {
  const next = world.waiting.toSorted((a, b) => a.at - b.at)[0];
  if (next === undefined) return false;
  world.waiting.splice(world.waiting.indexOf(next), 1);
  world.now = Math.max(world.now, next.at);
  for (const { desk } of world.desks) desk.rows.now = new Date(world.now).toISOString();
  world.delivered += 1;
  await arrives(world, next.mail, mutant);
  return true;
}
