import { type AttributeValue, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { commit } from '#desk/case/commit.ts';
import { type CaseEvent, type CaseFact, happened } from '#desk/case/events.ts';
import { referenceOf } from '#desk/case/reference.ts';
import type { Effect } from '#desk/delivery/effect.ts';
import type { Ports } from '#desk/ports.ts';
import type { Table } from '#functions/aws/table.ts';
import { randomOf } from '#test/desk/sla/simulation/random.ts';
import { openingOf } from './population.ts';

/** Every promise is one of four hours: the warning falls due an hour before the breach. */
const TARGET = 4 * 3600;
const WARNED = (TARGET * 3) / 4;
/** How many seconds after its warning a promise breaks. */
export const BREAKS_AFTER = TARGET - WARNED;
/** Promises fall due at whole multiples of so many seconds. */
const EVERY = 5;
/**
 * Over so many seconds: ten minutes, and longer for more than 6,000 cases, so that ten of each fall due a second and the
 * desk's clock, not the machine, says when.
 */
export const spreadOf = (cases: number): number => Math.max(600, Math.ceil(cases / 10 / 60) * 60);

const calendar = 'always@1';
const policy = 'it/workplace-incident/2';

/** The table of the desk on this machine, from the variables it tells. */
export const tableOf = (told: Readonly<Record<string, string>>): Table => ({
  db: new DynamoDBClient({
    endpoint: told.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    region: told.AWS_REGION ?? '',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  }),
  name: 'switchboard-local-cases',
});

/** The facts of a case with three promises, of which one is warned of in the `spread` seconds after `from` and breaks an hour later. */
function promises(place: number, from: number, spread: number): CaseFact[] {
  const moment = from + randomOf(place + 1).below(spread / EVERY) * EVERY * 1000;
  const since = new Date(moment - WARNED * 1000).toISOString();
  const later = (clock: 'resolution' | 'e2e', hours: number): CaseFact => ({
    type: 'ClockStarted',
    clock,
    target: hours * 3600,
    calendar,
    policy,
  });
  return [
    { type: 'ClockStarted', clock: 'firstResponse', since, target: TARGET, calendar, policy },
    later('resolution', 24),
    later('e2e', 72),
  ];
}

/** Opens so many cases by the desk's own commit, some at a time; as nobody follows their process, nothing but their promises moves. */
export async function openCases(desk: Ports, cases: number, from: number, lanes: number): Promise<void> {
  const spread = spreadOf(cases);
  let left = cases;
  const lane = async () => {
    for (let place = left--; place > 0; place = left--) {
      const id = desk.ids.caseId();
      const at = desk.now();
      const opened: CaseEvent = { ...openingOf(place), id, reference: referenceOf('IT', id), at };
      const events = [opened, ...happened(at, { kind: 'desk' }, ...promises(place, from, spread))];
      await commit(desk, undefined, { events, effects: [] });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** One threshold that was announced: of which promise of which run, and how late (milliseconds of desk time). */
export type Announced = Readonly<{ name: string; late: number }>;

/** What the table says became of the promises: what was announced, and what left because of it. */
export async function whatHappened({ db, name }: Table) {
  const announced: Announced[] = [];
  const effects: Effect['kind'][] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await db.send(
      new ScanCommand({
        TableName: name,
        FilterExpression: 'begins_with(sk, :event)',
        ExpressionAttributeValues: { ':event': { S: 'EVENT#' } },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const { pk, events, effects: left } of page.Items ?? []) {
      for (const event of JSON.parse(events?.S ?? '[]') as CaseEvent[])
        if (event.type === 'ThresholdReached')
          announced.push({
            name: `${pk?.S} ${event.clock} ${event.run} ${event.threshold}`,
            late: Date.parse(event.at) - Date.parse(event.due),
          });
      effects.push(...(JSON.parse(left?.S ?? '[]') as Effect[]).map(({ kind }) => kind));
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return { announced, effects };
}
