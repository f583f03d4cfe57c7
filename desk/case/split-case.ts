import { DeskError, isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { checkServed } from '../routing/roll-out.ts';
import { placementOf } from '../routing/route.ts';
import { splitClocks } from '../sla/merge-clocks.ts';
import { boundaryBetween } from './boundary.ts';
import type { Case } from './case.ts';
import { ATTEMPTS, stepOf } from './commit.ts';
import { type Actor, type CaseEvent, type CaseFact, happened, type Placement } from './events.ts';
import { opening } from './open-case.ts';
import { isQuiet } from './quiet.ts';
import { referenceOf } from './reference.ts';

/** Which messages of a case become one of its own, by where their words lie. */
export type Splitting = Readonly<{
  messages: readonly string[];
  subject: string;
  /** Where it belongs; without it, where the case it comes from lies. */
  place?: Readonly<{ department: string; service: string }>;
  /** Its promises count from the moment at which its first message came (L11), otherwise from the split. */
  retroactive?: boolean;
}>;

type Message = CaseEvent & { type: 'MessageReceived' };

const invalid = (pointer: string, message: string): never => {
  throw new DeskError('invalid', message, { faults: [{ pointer, message }] });
};

/** The messages that are named, oldest first: words of one person that have not left the case before. */
function chosen(events: readonly CaseEvent[], keys: readonly string[]): readonly [Message, ...Message[]] {
  const gone = events.flatMap((event) => (event.type === 'MessagesSplitOff' ? event.bodies : []));
  const said = events.filter(
    (event): event is Message => event.type === 'MessageReceived' && event.automatic === undefined,
  );
  for (const [at, key] of keys.entries()) {
    if (gone.includes(key))
      throw new DeskError('conflict', 'this message is a case of its own already', {
        faults: [{ pointer: `/messages/${at}`, message: 'is a case of its own already' }],
      });
    if (!said.some(({ body }) => body === key))
      invalid(`/messages/${at}`, 'is no later message of a person in this case');
  }
  const [first, ...rest] = said.filter(({ body }) => keys.includes(body));
  if (first === undefined) return invalid('/messages', 'should name at least one message');
  if (rest.some(({ from }) => from !== first.from)) invalid('/messages', 'should be the words of one person');
  return [first, ...rest];
}

function placeOf(desk: Ports, found: Case, asker: string, to: Splitting['place']): Placement {
  const { department, service, kind, process, priority, confidential, routing } = found;
  if (to === undefined)
    return {
      department,
      service,
      kind,
      ...(process !== undefined && { process }),
      priority,
      confidential,
      routing,
    };
  const into = desk.catalogue.departments.find(({ id }) => id === to.department);
  const what = into?.services.find(({ id }) => id === to.service);
  if (into === undefined) return invalid('/department', `no department '${to.department}'`);
  if (what === undefined) return invalid('/service', `no service '${to.service}' there`);
  checkServed(into, asker, '/department');
  return placementOf(into, what, { ...routing, reason: 'chosen-by-agent' });
}

/** What is written to both: the new case, and what the old one says of it. */
async function splitting(desk: Ports, found: Case, by: Actor, { subject, place, ...asked }: Splitting) {
  const at = desk.now();
  const [first, ...rest] = chosen(
    (await desk.cases.history(found.id)).flatMap(({ events }) => events),
    asked.messages,
  );
  const placement = placeOf(desk, found, first.from, place);
  const boundary = boundaryBetween(desk.catalogue, found, { ...found, ...placement });
  if (boundary !== undefined)
    throw new DeskError('conflict', boundary, { faults: [{ pointer: '/department', message: boundary }] });
  const id = desk.ids.caseId();
  const reference = referenceOf(desk.catalogue.department(placement.department).prefix, id);
  const { from, body, messageId, verified } = first;
  const opened = opening(desk, id, reference, {
    channel: found.channel,
    requester: { address: from },
    subject,
    body,
    verified,
    ...(messageId !== undefined && { messageId }),
    placement,
    // Whoever is in distress had our first words, which are said once (row 14).
    acknowledge: verified && !(isQuiet(found) && from === found.requester.address),
    at,
    by,
  });
  const own: CaseFact[] = [
    { type: 'CaseLinked', other: found.id, as: 'split-from' },
    ...rest.map(
      ({ from, body, at: saidAt }): CaseFact => ({
        type: 'MessageShared',
        other: found.id,
        from,
        body,
        saidAt,
      }),
    ),
  ];
  const since = asked.retroactive === true ? first.at : undefined;
  const left: CaseFact[] = [
    { type: 'MessagesSplitOff', other: id, bodies: [first, ...rest].map((each) => each.body) },
    { type: 'CaseLinked', other: id, as: 'split-into' },
  ];
  return [
    stepOf(desk, undefined, {
      ...opened,
      events: [...splitClocks(opened.events, since), ...happened(at, by, ...own)],
    }),
    stepOf(desk, found, { events: happened(at, by, ...left), effects: [] }),
  ] as const;
}

/**
 * Makes messages of a case a case of its own (P15): whoever wrote them asks for it, its words and files lie where they lay,
 * and each of the two names the other. Both are written in one transaction; repeating is refused, because a message leaves
 * a case once. Refuses `case-not-found`, `invalid` naming the message or place that is wrong or takes no part, and `conflict` for what was
 * split off before or would leave a boundary of confidentiality.
 */
export async function splitCase(desk: Ports, caseId: string, by: Actor, asked: Splitting): Promise<Case> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await desk.cases.find(caseId);
    if (found === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
    const steps = await splitting(desk, found, by, asked);
    try {
      await desk.cases.appendAll(steps);
      return steps[0].after;
    } catch (error) {
      const lost = isRefusal(error, 'conflict') || isRefusal(error, 'stale-version');
      if (!lost || attempt === ATTEMPTS) throw error;
    }
  }
}
