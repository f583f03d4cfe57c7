import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { mayList, type View, type Viewer, viewOf } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import { openCase } from '#desk/case/open-case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { routeCase } from '#desk/case/route-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { DeskError, isRefusal } from '#desk/errors.ts';
import type { Page } from '#desk/ports.ts';
import { route, saidOf } from '#desk/routing/route.ts';
import { explain } from '#desk/sla/clock.ts';
import { answerTask } from '#desk/task/answer.ts';
import type { Task } from '#desk/task/task.ts';
import { required } from '../environment.ts';
import { desk } from '../writing-desk.ts';
import { cursorOf, positionOf } from './cursor.ts';
import { openApi } from './openapi.ts';
import type { Operation } from './routes.ts';
import { showCase } from './show-case.ts';
import { viewerOf } from './viewer.ts';

/** One request, its body checked against the operation's schema. */
type Call<Body> = Readonly<{
  event: APIGatewayProxyEventV2;
  body: Body;
  path: Readonly<Record<string, string | undefined>>;
}>;

const NOBODY = 'there is no such case, or it is not yours to see';

/** The case a viewer may see in at least this way; a case one may not see is one that does not exist (row 28). */
async function seen(
  viewer: Viewer,
  caseId: string,
  least: Exclude<View, 'none'>,
): Promise<{ found: Case; view: Exclude<View, 'none'> }> {
  const found = await desk().cases.find(caseId);
  const view = found === undefined ? 'none' : viewOf(viewer, found);
  if (found === undefined || view === 'none') throw new DeskError('case-not-found', NOBODY);
  if (least === 'agent' && view !== 'agent')
    throw new DeskError('not-allowed', "only the case's department may do this");
  return { found, view };
}

const opened = ({ id, reference, department, service, status }: Case) => ({
  caseId: id,
  reference,
  department,
  service,
  status,
});

const agent = ({ sub }: Viewer) => ({ kind: 'agent' as const, id: sub });

const hash = (...parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

function limitOf(event: APIGatewayProxyEventV2): number {
  const given = event.queryStringParameters?.limit ?? '25';
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    const message = 'should be a whole number from 1 to 100';
    throw new DeskError('invalid', `limit ${message}`, { faults: [{ pointer: '/limit', message }] });
  }
  return limit;
}

/** A page of a listing behind a cursor that only we could have made. */
async function paged<T>(
  event: APIGatewayProxyEventV2,
  listing: string,
  list: (limit: number, from: Page<T>['next']) => Promise<Page<T>>,
) {
  const keys = await desk().keys();
  const cursor = event.queryStringParameters?.cursor;
  const { items, next } = await list(
    limitOf(event),
    cursor === undefined ? undefined : positionOf(keys, listing, cursor),
  );
  return { items, ...(next !== undefined && { cursor: cursorOf(keys[0], listing, next) }) };
}

async function keepWords(text: string, ...of: readonly string[]): Promise<string> {
  const key = `messages/${hash(...of, text)}`;
  await desk().bodies.put(key, { text });
  return key;
}

/** Everything the API can do; the body has the shape of the operation's schema when it arrives here. */
export const OPERATIONS = {
  openCase: async ({
    event,
    body,
  }: Call<{
    subject: string;
    text: string;
    requester?: string;
    channel?: 'web' | 'phone' | 'chat' | 'walkup';
  }>) => {
    const viewer = viewerOf(event);
    const { subject, text, channel = 'web' } = body;
    const forOther = body.requester !== undefined && body.requester.toLowerCase() !== viewer.sub;
    if (forOther && !viewer.groups.includes('desk'))
      throw new DeskError('not-allowed', 'only desk agents open a case for somebody else');
    const address = (body.requester ?? viewer.sub).toLowerCase();
    const unique = event.headers['idempotency-key'] ?? event.requestContext.requestId;
    const key = hash('request', viewer.sub, unique);
    const kept = await keepWords(text, key);
    try {
      const placement = route(desk().catalogue, { subject, text });
      const ledger = { key, at: desk().now() };
      return opened(
        await openCase(desk(), {
          channel,
          requester: { address },
          subject,
          body: kept,
          verified: true,
          placement,
          said: saidOf(desk().catalogue, placement, `${subject}\n${text}`, ledger.at),
          acknowledge: true,
          ledger,
        }),
      );
    } catch (error) {
      if (!isRefusal(error, 'duplicate')) throw error;
      const before = await desk().ledger.find(key);
      return opened((await seen(viewer, before?.caseId ?? '', 'requester')).found);
    }
  },

  showCase: async ({ event, path }: Call<undefined>) => {
    const { found, view } = await seen(viewerOf(event), path.caseId ?? '', 'requester');
    return showCase(desk(), found, view);
  },

  addMessage: async ({
    event,
    body,
    path,
  }: Call<{ text: string; visibility?: 'public' | 'internal'; waitForReply?: boolean }>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    const kept = await keepWords(body.text, found.id, event.requestContext.requestId);
    const { visibility = 'public', waitForReply = false } = body;
    return opened(
      await sendMessage(desk(), found.id, agent(viewer), { body: kept, visibility, waitForReply }),
    );
  },

  explainCase: async ({ event, path }: Call<undefined>) => {
    const { found } = await seen(viewerOf(event), path.caseId ?? '', 'agent');
    const clocks = Object.entries(found.clocks).map(([name, clock]) => [
      name,
      explain(clock, desk().catalogue.calendar, desk().now()),
    ]);
    return {
      routing: { department: found.department, service: found.service, ...found.routing },
      clocks: Object.fromEntries(clocks),
    };
  },

  routeCase: async ({ event, body, path }: Call<{ department: string; service: string }>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    return opened(await routeCase(desk(), found.id, agent(viewer), body));
  },

  resolveCase: async ({ event, body, path }: Call<{ outcome: string; text?: string }>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    return opened(await resolveCase(desk(), found.id, agent(viewer), body));
  },

  listQueue: async ({ event, path }: Call<undefined>) => {
    const department = desk().catalogue.departments.find(({ id }) => id === path.department);
    if (department === undefined || !mayList(viewerOf(event), department)) {
      throw new DeskError('not-allowed', 'there is no such queue, or it is not yours to see');
    }
    return paged(event, `queue ${department.id}`, (limit, from) =>
      desk().cases.listQueue(department.id, limit, from),
    );
  },

  listMine: async ({ event }: Call<undefined>) => {
    const { sub } = viewerOf(event);
    const found = await Promise.all(
      (await desk().cases.listForRequester(sub, limitOf(event))).map((id) => desk().cases.find(id)),
    );
    return {
      items: found.flatMap((each) =>
        each === undefined
          ? []
          : [
              {
                caseId: each.id,
                reference: each.reference,
                priority: each.priority,
                stage: each.stage,
                dueAt: each.dueAt ?? '',
              },
            ],
      ),
    };
  },

  answerTask: async ({
    event,
    body,
    path,
  }: Call<{ outcome: string; comment?: string; fields?: Record<string, string> }>) => {
    const viewer = viewerOf(event);
    const mine = ({ of, department }: Task) =>
      (of.kind === 'person' && of.address === viewer.sub) ||
      (of.kind === 'group' && viewer.groups.includes(department));
    return answerTask(
      desk(),
      path.taskRef ?? '',
      agent(viewer),
      { ...body, by: viewer.sub, at: desk().now() },
      mine,
    );
  },

  explainRouting: async ({ event, body }: Call<{ subject: string; text: string }>) => {
    viewerOf(event);
    const { routing, ...placement } = route(desk().catalogue, body);
    return {
      routing: { ...routing, department: placement.department, service: placement.service },
      clocks: {},
    };
  },

  listLedger: async ({ event }: Call<undefined>) => {
    if (!viewerOf(event).groups.includes('platform'))
      throw new DeskError('not-allowed', 'only the platform team reads the ledger');
    const day = event.queryStringParameters?.day ?? desk().now().slice(0, 10);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) {
      const message = 'should be a date like 2026-12-31';
      throw new DeskError('invalid', `day ${message}`, { faults: [{ pointer: '/day', message }] });
    }
    return paged(event, `ledger ${day}`, (limit, from) => desk().ledger.list(day, limit, from));
  },

  keepPerson: async ({ event, body, path }: Call<{ name?: string; manager?: string; location?: string }>) => {
    if (!viewerOf(event).groups.includes('platform'))
      throw new DeskError('not-allowed', 'only the platform team keeps the directory');
    await desk().directory.keep({ address: (path.address ?? '').toLowerCase(), ...body });
    return body;
  },

  describeApi: async () => openApi(required('PUBLIC_URL')),
} satisfies Record<Operation, (call: Call<never>) => Promise<unknown>>;
