import type { GetExecutionHistoryOutput, HistoryEvent } from '@aws-sdk/client-sfn';

/** The way an execution went: the states in the order they were entered, and from which each of them was. */
export type Went = Readonly<{
  path: readonly string[];
  /** `to` is `the end` where a branch, or the process, ended. */
  arrows: readonly Readonly<{ from: string; to: string }>[];
}>;

/** Whatever gives the pages of a history. */
type Histories = Readonly<{
  getExecutionHistory(
    asked: Readonly<{ executionArn: string | undefined; maxResults: number; nextToken: string | undefined }>,
  ): Promise<Pick<GetExecutionHistoryOutput, 'events' | 'nextToken'>>;
}>;

async function eventsOf(sfn: Histories, executionArn: string | undefined): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await sfn.getExecutionHistory({ executionArn, maxResults: 1000, nextToken });
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

const stateOf = ({ stateEnteredEventDetails, stateExitedEventDetails }: HistoryEvent): string | undefined =>
  (stateEnteredEventDetails ?? stateExitedEventDetails)?.name;

/** Reads from its history which way an execution went, through all its branches. */
export async function wentOf(sfn: Histories, executionArn: string | undefined): Promise<Went> {
  const events = await eventsOf(sfn, executionArn);
  const byId = new Map(events.map((event) => [event.id, event]));
  const left = new Set<HistoryEvent>();
  /** The state a thread was in before: what it left, or around what it began. */
  const before = (event: HistoryEvent): HistoryEvent | undefined => {
    let each = byId.get(event.previousEventId ?? 0);
    while (each !== undefined && stateOf(each) === undefined) each = byId.get(each.previousEventId ?? 0);
    return each;
  };
  const entered = events.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails !== undefined);
  const arrows = entered.flatMap((event) => {
    const from = before(event);
    if (from === undefined) return [];
    left.add(from);
    return [{ from: stateOf(from) ?? '', to: stateOf(event) ?? '' }];
  });
  const ended = events
    .filter((event) => event.stateExitedEventDetails !== undefined && !left.has(event))
    .map((event) => ({ from: stateOf(event) ?? '', to: 'the end' }));
  return { path: entered.map((event) => stateOf(event) ?? ''), arrows: [...arrows, ...ended] };
}
