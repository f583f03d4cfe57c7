import { type Viewer, viewOf } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import { change } from '#desk/case/commit.ts';
import { happened } from '#desk/case/events.ts';
import { openCase } from '#desk/case/open-case.ts';
import { statusByLink } from '#desk/case/status/by-link.ts';
import { statusLinkOf } from '#desk/case/status/link.ts';
import { goesOnFor, readStatus } from '#desk/case/status/read-status.ts';
import type { Status } from '#desk/case/status/status.ts';
import { placementOf } from '#desk/routing/route.ts';
import { linkOf } from '#desk/task/link.ts';
import { ANNA } from '../../memory/mail.ts';
import { AGENT, now } from '../../memory/stories.ts';
import { KEY, type Memory } from '../../memory.ts';

type Opening = Readonly<{
  requester?: string;
  said?: Readonly<Record<string, string>>;
  shadow?: true;
  verified?: boolean;
}>;

/** A case of a service, opened as by its requester's mail. */
export async function openedAt(
  { ports, rows }: Memory,
  department: string,
  service: string,
  { requester = ANNA, said, shadow, verified = true }: Opening = {},
): Promise<Case> {
  const own = ports.catalogue.department(department);
  rows.ids += 1;
  return openCase(ports, {
    channel: 'email',
    requester: { address: requester },
    subject: 'My own words',
    body: `messages/${rows.ids}`,
    verified,
    acknowledge: true,
    placement: placementOf(own, ports.catalogue.service(department, service), {
      reason: 'matched',
      score: 9,
      because: [],
    }),
    ledger: { key: `mail-${rows.ids}`, at: ports.now(), messageId: `mail-${rows.ids}@x` },
    ...(said && { said }),
    ...(shadow && { shadow }),
  });
}

/** Gives a case another place, whatever its process does. */
export async function moves({ ports }: Memory, of: Case, department: string, service: string): Promise<void> {
  const { catalogue } = ports;
  const place = placementOf(catalogue.department(department), catalogue.service(department, service), {
    reason: 'chosen-by-agent',
    score: 0,
    because: [],
  });
  await change(ports, of.id, () => ({
    events: happened(ports.now(), AGENT, { type: 'CaseRouted', ...place }),
    effects: [],
  }));
}

/** Where a case stands for somebody with a token; undefined where it is not theirs to see. */
export async function statusFor(
  desk: Memory,
  of: Case,
  viewer: Viewer = { sub: ANNA, groups: [] },
): Promise<Status | undefined> {
  const found = await now(desk, of.id);
  if (viewOf(viewer, found) === 'none') return undefined;
  return readStatus(desk.ports, await goesOnFor(desk.ports, found, viewer), viewer, 'all');
}

/** The link the desk would send; made all the same for a case that gets none. */
export const linkFor = (of: Case, address = of.requester.address): string =>
  statusLinkOf(KEY, of, address) ?? linkOf(KEY, 'status', of.id, address);

/** Where a case stands for whoever has its link. */
export const byLink = ({ ports }: Memory, of: Case, link = linkFor(of)): Promise<Status> =>
  statusByLink(ports, link);

/** Every word of a status that people read. */
export const wordsOf = ({ label, contact = '', ball, ...lists }: Status): string[] => [
  ...Object.values(label),
  contact,
  ball?.label ?? '',
  ...lists.asks.flatMap(({ topic, label }) => [topic, label]),
  ...lists.answered.flatMap(({ topic, answer = '' }) => [topic, answer]),
  ...lists.outstanding.flatMap(({ who, label }) => [who, label]),
  ...lists.promises.map(({ label }) => label),
  ...lists.parts.flatMap(({ department, stage }) => [department, stage]),
  ...lists.history.map(({ label }) => label),
];
