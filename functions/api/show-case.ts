import type { View, Viewer } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { bodyOf, numbered, shownFiles } from '#desk/case/files/case-files.ts';
import { stateOf } from '#desk/case/files/scan.ts';
import { isQuiet, isUrgent } from '#desk/case/quiet.ts';
import { stageWord } from '#desk/delivery/wording.ts';
import type { Body, CommitRow, Ports } from '#desk/ports.ts';
import { historyOf, readCase } from './read-case.ts';
import { familyOf, shownFamily } from './show-family.ts';
import { showQuiet } from './show-quiet.ts';
import { shownConversation, shownEvents, shownFacts } from './shown-events.ts';

/** What a requester never sees: notes, and how the desk works inside. */
const OURS = new Set<CaseEvent['type']>([
  'NoteAdded',
  'FactRecorded',
  'TaskAsked',
  'TaskProgressed',
  'TaskAnswered',
  'VoteCast',
  'ApprovalVoided',
  'QuestionSeenTo',
  'TaskExpired',
  'TaskWithdrawn',
  'InquiryJoined',
  'DeliveryFailed',
  'MailReturned',
  'ThresholdReached',
  'CaseRouted',
  'CaseAssigned',
  'CaseEscalated',
  'SurveyAnswered',
  'FileJudged',
  'GlassAsked',
  'GlassBroken',
  'GlassReadThrough',
]);

/** Whether a requester never sees events of this type. */
export const isOurs = (type: CaseEvent['type']): boolean => OURS.has(type);

/** The newest messages come with their words; older ones keep their key. */
const MOST_BODIES = 50;

async function words(desk: Ports, events: readonly CaseEvent[]): Promise<ReadonlyMap<string, Body>> {
  const keys = [...new Set(events.map(bodyOf).filter((key) => key !== undefined))].slice(-MOST_BODIES);
  const found = await Promise.all(keys.map(async (key) => [key, await desk.bodies.get(key)] as const));
  return new Map(found.flatMap(([key, body]) => (body === undefined ? [] : [[key, body]])));
}

/** What would have left because of a case that only plays along (row 65). */
const capturedOf = (commits: readonly CommitRow[]) =>
  commits.flatMap(({ effects }) => effects).filter(({ kind }) => kind === 'mail' || kind === 'webhook');

/** The version of the process a case runs on, as its newest question says. */
const versionOf = (history: readonly CaseEvent[]) =>
  history.findLast((event) => event.type === 'TaskAsked')?.version;

/** Who may see a case may not see its relatives unless we know who it is. */
const NOBODY: Viewer = { sub: '', groups: [] };

/** A case with its history for whoever may see it; the one place that decides what a requester does not see of it. */
export async function showCase(
  desk: Ports,
  kept: Case,
  view: Exclude<View, 'none'>,
  viewer: Viewer = NOBODY,
): Promise<object> {
  const { of, commits, late } = await readCase(desk, kept, view);
  if (view !== 'agent' && isQuiet(of)) return showQuiet(desk, of, commits);
  const family = await familyOf(desk, viewer, of);
  const history = historyOf({ commits, late }, family);
  const ours = view === 'agent' ? history : history.filter(({ type }) => !isOurs(type));
  const seen = await shownEvents(desk, viewer, view, ours);
  const bodies = await words(desk, seen);
  const messages = numbered(commits);
  const fileState = async (key: string) =>
    stateOf(await desk.files.find(key), desk.settings.unscanned === true);
  const department = desk.catalogue.department(of.department);
  return {
    caseId: of.id,
    reference: of.reference,
    status: of.status,
    stage: of.stage,
    label: {
      kind: department.words.kinds[of.kind] ?? of.kind,
      stage: stageWord(desk.catalogue, of.department, of.stage),
    },
    subject: of.subject,
    channel: of.channel,
    department: of.department,
    service: of.service,
    kind: of.kind,
    priority: of.priority,
    requester: of.requester,
    openedAt: of.openedAt,
    ...(of.outcome !== undefined && { outcome: of.outcome }),
    ...(of.dueAt !== undefined &&
      !of.dueAt.startsWith('9999') &&
      (view === 'agent' || !isUrgent(of)) && { dueAt: of.dueAt }),
    ...(view === 'agent' && {
      version: of.version,
      verified: of.verified,
      confidential: of.confidential,
      assignee: of.assignee,
      participants: of.participants,
      ...(of.unreachable !== undefined && { unreachable: of.unreachable }),
      facts: await shownFacts(desk, viewer, of),
      ...(await shownConversation(desk, viewer, of)),
      ...(of.shadow && { shadow: true, captured: capturedOf(commits) }),
      routing: of.routing,
      process: of.process && { name: of.process, execution: of.execution, version: versionOf(history) },
      tasks: Object.entries(of.asked)
        .filter(([, asked]) => !family.hides(asked))
        .map(([name, { ref }]) => ({ taskRef: ref, name })),
      clocks: Object.fromEntries(Object.entries(of.clocks).filter(([clock]) => !family.hides({ clock }))),
    }),
    ...shownFamily(desk, family),
    history: await Promise.all(
      seen.map(async (event) => {
        const key = bodyOf(event) ?? '';
        const body = bodies.get(key);
        if (body === undefined) return event;
        const attachments = await shownFiles(messages.get(key) ?? 0, body, fileState);
        return { ...event, text: body.text, attachments };
      }),
    ),
  };
}
