import type { LedgerRow } from '#test/journeys/driver/desk.ts';
import { waitFor } from '#test/journeys/driver/wait.ts';
import type { Seen, Stage } from './stage.ts';
import type { Story } from './stories/story.ts';

/** One story while it is played. */
export interface Performance {
  readonly story: Story;
  /** Absent until it is sent; then what the books say, the case it opened, and what went wrong. */
  sent?: boolean;
  row?: LedgerRow;
  seen?: Seen | undefined;
  failure?: string;
  atRest: boolean;
}

const LOOK_EVERY = 700;
const REST_WITHIN = 150_000;

/** Two mails are not sent in the very same moment: their senders are different people. */
const BETWEEN_MAILS = 250;

const isOver = ({ status }: Pick<Seen, 'status'>) => status === 'resolved' || status === 'closed';

/** What of a story is not as it should be. */
function complaint({ story: { expected }, row, seen }: Performance): string | undefined {
  const { class: kind, cause, department, outcome, status } = expected;
  if (row?.class !== kind) return `the mail is ${row?.class} (${row?.cause ?? 'no cause'}), not ${kind}`;
  if (cause !== undefined && row.cause !== cause) return `the cause is ${row.cause}, not ${cause}`;
  if (department !== undefined && seen?.department !== department)
    return `it lies with ${seen?.department}, not with ${department}`;
  if (outcome !== undefined && seen?.outcome !== outcome)
    return `it ended as ${seen?.outcome}, not as ${outcome}`;
  if (status !== undefined && seen?.status !== status) return `it is ${seen?.status}, not ${status}`;
  return undefined;
}

async function perform(stage: Stage, one: Performance): Promise<void> {
  const { mail, place, play, expected } = one.story;
  const messageId = await stage.send(mail);
  one.sent = true;
  one.row = await stage.desk.booked(messageId, place);
  const { caseId } = one.row;
  if (expected.class !== 'opened' || one.row.class !== 'opened' || caseId === null) return;
  one.seen = await stage.see(caseId);
  await play?.(one.seen);
  const wanted = expected.status ?? 'resolved';
  await waitFor(
    `${one.seen.reference} to come to rest`,
    async () => one.seen?.status === wanted,
    REST_WITHIN,
  );
}

/** Looks at every case that is not at rest, one after the other: the desk has other things to do as well. */
async function lookAt(stage: Stage, all: readonly Performance[]): Promise<void> {
  for (const one of all) {
    if (one.seen === undefined || (isOver(one.seen) && one.atRest)) continue;
    one.seen = await stage.see(one.seen.caseId).catch(() => one.seen);
  }
}

/** Plays the stories of an act side by side until every one has come to rest; `onChange` is told again and again. */
export async function playAct(
  stage: Stage,
  all: readonly Performance[],
  onChange: () => void,
): Promise<void> {
  let playing = true;
  const watch = (async () => {
    while (playing) {
      await lookAt(stage, all);
      onChange();
      await new Promise((done) => setTimeout(done, LOOK_EVERY));
    }
  })();
  await Promise.all(
    all.map(async (one, at) => {
      await new Promise((done) => setTimeout(done, at * BETWEEN_MAILS));
      try {
        await perform(stage, one);
      } catch (error) {
        one.failure = error instanceof Error ? error.message : String(error);
      }
      one.atRest = true;
    }),
  );
  playing = false;
  await watch;
  for (const one of all) {
    if (one.seen) one.seen = await stage.see(one.seen.caseId);
    const said = complaint(one);
    if (said !== undefined) one.failure ??= said;
  }
  onChange();
}
