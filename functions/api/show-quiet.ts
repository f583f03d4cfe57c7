import type { Case } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { stageWord } from '#desk/delivery/wording.ts';
import type { CommitRow, Ports } from '#desk/ports.ts';

type Said = Readonly<{ type: string; at: string; by: 'you' | 'us'; body: string }>;

/** What was written, by the person or by people to them: nothing else of the history is theirs to count or to fear. */
const said = (event: CaseEvent): Said[] => {
  const { type, at } = event;
  if (event.type === 'CaseOpened' || event.type === 'MessageReceived')
    return [{ type, at, by: 'you', body: event.body }];
  return event.type === 'MessageSent' && event.body !== undefined
    ? [{ type, at, by: 'us', body: event.body }]
    : [];
};

/** A quiet case as the person it is about sees it: their words and ours, no kind, no department, no clock (row 14). */
export async function showQuiet(desk: Ports, of: Case, commits: readonly CommitRow[]): Promise<object> {
  const history = await Promise.all(
    commits
      .flatMap(({ events }) => events)
      .flatMap(said)
      .map(async ({ body, ...event }) => ({ ...event, text: (await desk.bodies.get(body))?.text ?? '' })),
  );
  return {
    caseId: of.id,
    reference: of.reference,
    status: of.status,
    stage: of.stage,
    label: { stage: stageWord(desk.catalogue, of.department, of.stage) },
    subject: of.subject,
    openedAt: of.openedAt,
    history,
  };
}
