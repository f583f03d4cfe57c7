import type { Effect, MailTemplate } from '../../delivery/effect.ts';
import type { Commit, Ports } from '../../ports.ts';
import type { Case } from '../case.ts';
import { change } from '../commit.ts';
import { type Actor, happened } from '../events.ts';
import { isQuiet } from '../quiet.ts';
import { groupAddress } from '../receive.ts';
import { survivorOf } from '../survivor.ts';
import { bodyOf } from './case-files.ts';
import { caseOfFile, hashIn } from './keep-files.ts';
import { replaces, type Verdict } from './scan.ts';

/** A file of a case under the name it came with, and who sent it. */
type Sent = Readonly<{ name: string; from: string }>;

/** Where a file stands in a case, from the newest message that carries it. */
async function sentWith(desk: Ports, caseId: string, key: string): Promise<Sent | undefined> {
  const events = (await desk.cases.history(caseId)).flatMap((row) => row.events);
  for (const event of events.toReversed()) {
    const body = bodyOf(event);
    if (body === undefined || (event.type !== 'CaseOpened' && event.type !== 'MessageReceived')) continue;
    const file = (await desk.bodies.get(body))?.attachments?.find((each) => each.key === key);
    const from = event.type === 'CaseOpened' ? event.requester.address : event.from;
    if (file !== undefined) return { name: file.name, from };
  }
  return undefined;
}

/** Whoever works on the case hears of it, and its requester, whose file it is, that it was not kept. */
function told(desk: Ports, found: Case, { name, from }: Sent, verdict: 'infected' | 'failed'): Effect[] {
  const mail = (to: string, template: MailTemplate): Effect => ({
    kind: 'mail',
    id: `${found.id}-${found.version + 1}-${template}`,
    to: [to],
    template,
    values: { name },
  });
  const { team } = desk.catalogue.department(found.department).groups;
  const worker = mail(found.assignee ?? groupAddress(desk, team), `file-${verdict}`);
  const theirs = verdict === 'infected' && found.verified && from === found.requester.address;
  return theirs && !isQuiet(found) ? [worker, mail(from, 'file-refused')] : [worker];
}

/** Books on the case what was said of its file, once, with whoever is told. */
async function book(
  desk: Ports,
  caseId: string,
  { key, verdict, by }: Readonly<{ key: string; verdict: Verdict; by: Actor }>,
): Promise<void> {
  const named = await sentWith(desk, caseId, key);
  const kept = await desk.cases.find(caseId);
  const into = kept && (await survivorOf(desk, kept)).id;
  if (named === undefined || into === undefined) return;
  const sha256 = hashIn(key);
  await change(desk, into, async (found): Promise<Commit | undefined> => {
    const events = (await desk.cases.history(found.id)).flatMap((row) => row.events);
    const last = events.findLast((event) => event.type === 'FileJudged' && event.sha256 === sha256);
    if (last?.type === 'FileJudged' && last.verdict === verdict) return undefined;
    const effects = verdict === 'clean' ? [] : told(desk, found, named, verdict);
    const fact = { type: 'FileJudged' as const, name: named.name, sha256, verdict };
    return { events: happened(desk.now(), by, fact), effects };
  });
}

/**
 * Takes what was said of a file. A clean one is one row and nothing more; of any other the case and its people hear.
 * Repeating is safe, and so is any order: an infection stands for good, and the case says each verdict once. A verdict that
 * is sooner than the case its file belongs to throws, and comes again.
 */
export async function judgeFile(
  desk: Ports,
  key: string,
  verdict: Verdict,
  by: Actor = { kind: 'system', id: 'scan' },
): Promise<'kept' | 'stands'> {
  const before = await desk.files.find(key);
  const counts = replaces(before?.verdict, verdict);
  const person = by.kind === 'agent' && by.id !== undefined && { by: by.id };
  if (counts) await desk.files.keep(key, before, { verdict, at: desk.now(), ...person });
  else if (before?.verdict !== verdict) return 'stands';
  if (verdict !== 'clean' || by.kind === 'agent') {
    const caseId = await caseOfFile(desk, key);
    if (caseId === undefined) throw new Error('the case of a judged file is not there yet');
    await book(desk, caseId, { key, verdict, by });
  }
  return counts ? 'kept' : 'stands';
}
