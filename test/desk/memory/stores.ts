import { isDeepStrictEqual } from 'node:util';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { DeskError } from '#desk/errors.ts';
import { isBooked } from '#desk/intake/book.ts';
import { dedupeKey } from '#desk/intake/dedupe.ts';
import type { LedgerEntry } from '#desk/intake/ledger-entry.ts';
import type { Ports } from '#desk/ports.ts';
import type { Settlement } from '#desk/task/task.ts';
import { type Rows, stored } from './rows.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** What a settled question left behind leaves again whenever its row is written, as with the table's stream. */
const leftBy = new WeakMap<Rows, Map<string, readonly Outgoing[]>>();

/** Writes how a question ended, whatever stands on its row, with what leaves because of it. */
export function writeEnd(rows: Rows, ref: string, how: Settlement, effects: readonly Outgoing[]): void {
  const task = rows.tasks.get(ref);
  if (task === undefined) throw new DeskError('conflict', `task ${ref} is gone`);
  rows.tasks.set(ref, { ...task, ...stored(how) });
  leaves(rows, ref, effects);
}

/** What leaves because of a question, again whenever its row is written. */
export function leaves(rows: Rows, ref: string, effects: readonly Outgoing[]): void {
  const left = leftBy.get(rows) ?? new Map<string, readonly Outgoing[]>();
  leftBy.set(rows, left.set(ref, stored(effects)));
  rows.outbox.push(...stored(effects));
}

/** The questions of processes, in memory. */
export const tasksIn = (rows: Rows): Ports['tasks'] => ({
  find: async (ref) => {
    const task = rows.tasks.get(ref);
    return task && stored(task);
  },
  settle: async (ref, how, effects) => {
    if (rows.tasks.get(ref)?.state !== 'asked') throw new DeskError('conflict', `task ${ref} is settled`);
    writeEnd(rows, ref, how, effects);
  },
  vote: async (ref, approval, end, effects) => {
    const task = rows.tasks.get(ref);
    if (task?.state !== 'asked') throw new DeskError('conflict', `task ${ref} is settled`);
    if (task.approval?.turn !== approval.turn - 1)
      throw new DeskError('stale-version', `somebody else voted on ${ref}`);
    rows.tasks.set(ref, { ...task, approval: stored(approval) });
    if (end === undefined) leaves(rows, ref, effects);
    else writeEnd(rows, ref, end, effects);
  },
  rebind: async (ref, token) => {
    const task = rows.tasks.get(ref);
    if (task === undefined) throw new Error(`task ${ref} was asked and is gone`);
    rows.tasks.set(ref, { ...task, token });
    rows.outbox.push(...(leftBy.get(rows)?.get(ref) ?? []));
    return stored({ ...task, token });
  },
});

/** A listing knows what its index carries; who released a mail is not among it. */
const listed = ({ released: _who, ...entry }: LedgerEntry): LedgerEntry => entry;

/** The books, in memory. */
export const ledgerIn = (rows: Rows, frontDoor: string): Ports['ledger'] => ({
  find: async (key) => {
    const entry = rows.ledger.get(key);
    return entry && stored(entry);
  },
  record: async (entry, effects = []) => {
    if (rows.struck.has(entry.key) || isBooked(rows.ledger.get(entry.key), entry.raw))
      throw new DeskError('duplicate', 'this mail is in the books already');
    rows.ledger.set(entry.key, stored(entry));
    rows.outbox.push(...stored(effects));
  },
  release: async (key, released, effects) => {
    const row = rows.ledger.get(key);
    if (row?.class !== 'suspended' || row.released !== undefined)
      throw new DeskError('conflict', 'this mail is suspended no more');
    rows.ledger.set(key, stored({ ...row, released }));
    rows.outbox.push(...stored(effects));
  },
  strike: async (key) => {
    rows.ledger.delete(key);
    rows.struck.add(key);
  },
  isStruck: async (key) => rows.struck.has(key),
  caseOfMessage: async (messageId) => {
    const bare = { from: undefined, subject: '', text: '', recipients: [frontDoor], messageId };
    return rows.ledger.get(dedupeKey(bare, [frontDoor]))?.caseId;
  },
  list: async (day, limit, from) => {
    const all = [...rows.ledger.values()]
      .filter(({ at }) => at.startsWith(day))
      .sort((a, b) => (`${a.at}#${a.raw ?? ''}${a.key}` < `${b.at}#${b.raw ?? ''}${b.key}` ? -1 : 1));
    const begin = Number(from?.begin ?? 0);
    const items = all.slice(begin, begin + limit).map(listed);
    return { items, ...(begin + limit < all.length && { next: { begin: String(begin + limit) } }) };
  },
});

/** What became of outgoing mails and webhooks, in memory. */
export const deliveriesIn = (rows: Rows): Ports['deliveries'] => ({
  find: async (id) => {
    const delivery = rows.deliveries.get(id);
    return delivery && stored(delivery);
  },
  keep: async (delivery) => {
    rows.deliveries.set(delivery.id, stored(delivery));
  },
  claim: async ({ id, wakeAt }, until) => {
    const found = rows.deliveries.get(id);
    if (found?.wakeAt === undefined || found.wakeAt !== wakeAt) return false;
    rows.deliveries.set(id, { ...found, wakeAt: until });
    return true;
  },
});

/** How the departments' systems fare, in memory. */
export const endpointsIn = (rows: Rows): Ports['endpoints'] => ({
  find: async (department) => {
    const health = rows.endpoints.get(department);
    return health && stored(health);
  },
  keep: async (department, found, next, effects) => {
    if (rows.endpoints.get(department)?.version !== found?.version)
      throw new DeskError('stale-version', 'something else was learned of this endpoint');
    rows.endpoints.set(department, stored({ ...next, version: (found?.version ?? 0) + 1 }));
    rows.outbox.push(...stored(effects));
  },
  takeReport: async (department, minute, most) => {
    const taken = rows.reports.get(`${department} ${minute}`) ?? 0;
    if (taken >= most) return false;
    rows.reports.set(`${department} ${minute}`, taken + 1);
    return true;
  },
  keepKeyUse: async (department, key, usedAt) => {
    const uses = rows.keyUses.get(department) ?? [];
    const last = uses.find((each) => each.key === key)?.usedAt;
    if (last !== undefined && Date.parse(usedAt) - Date.parse(last) < HOUR) return;
    rows.keyUses.set(department, [...uses.filter((each) => each.key !== key), { key, usedAt }]);
  },
  keyUses: async (department) => stored(rows.keyUses.get(department) ?? []),
});

/** The automatic mails of the last day, in memory. */
export const automaticIn = (rows: Rows): Ports['automatic'] => ({
  find: async (address) => stored(rows.automatic.get(address) ?? []),
  keep: async (address, found, next) => {
    if (!isDeepStrictEqual(rows.automatic.get(address) ?? [], found))
      throw new DeskError('stale-version', 'another automatic mail to this address was counted');
    const day = found.filter(({ at }) => Date.parse(next.at) - Date.parse(at) < DAY);
    rows.automatic.set(address, stored([...day, next]));
  },
});

/** Addresses that cannot be reached, in memory. */
export const suppressionsIn = (rows: Rows): Ports['suppressions'] => ({
  find: async (address) => rows.suppressions.get(address),
  keep: async (address, found, next) => {
    if (!isDeepStrictEqual(rows.suppressions.get(address), found))
      throw new DeskError('stale-version', 'something else was written of this address');
    rows.suppressions.set(address, stored(next));
  },
});

/** The company's people, in memory. */
export const directoryIn = (rows: Rows): Ports['directory'] => ({
  find: async (address) => rows.people.get(address),
  keep: async (entry) => {
    rows.people.set(entry.address, stored(entry));
  },
  delegation: async (who) => rows.delegations.get(who),
  delegate: async (delegation, effects) => {
    rows.delegations.set(delegation.who, stored(delegation));
    rows.outbox.push(...stored(effects));
  },
});

/** What is known of chats, in memory. */
export const chatsIn = (rows: Rows): Ports['chats'] => ({
  find: async (key) => rows.chats.get(key),
  keep: async (key, note) => {
    rows.chats.set(key, stored(note));
  },
});

/** What people wrote, in memory. */
export const bodiesIn = (rows: Rows): Ports['bodies'] => ({
  put: async (key, body) => {
    rows.bodies.set(key, stored(body));
  },
  get: async (key) => rows.bodies.get(key),
  putFile: async (key, content) => {
    if (!rows.files.has(key)) rows.files.set(key, content);
  },
  getFile: async (key) => rows.files.get(key),
});

/** What was said of files, in memory. */
export const filesIn = (rows: Rows): Ports['files'] => ({
  find: async (key) => rows.scans.get(key),
  keep: async (key, found, next) => {
    if (!isDeepStrictEqual(rows.scans.get(key), found))
      throw new DeskError('stale-version', 'something else was said of this file');
    rows.scans.set(key, stored(next));
  },
});
