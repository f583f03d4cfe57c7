import { join } from 'node:path';
import { dateOf } from '../clock.ts';
import type { Json } from '../json.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb.ts';
import type { ProcessEngine } from './processes.ts';
import type { EngineSettings, Look, News, Order, Peeked, QueueDepth } from './protocol.ts';
import type { QueuesAndBuckets } from './queues-and-buckets.ts';

// The one child process of the local runtime: it runs the engines, obeys the runtime over IPC, and ends with it. A
// runtime killed with -9 closes the channel, so nothing is left behind.

const settings = JSON.parse(process.argv[2] ?? '{}') as EngineSettings;
let offset = settings.offset;
const realNow = Date.now.bind(Date);
const now = () => realNow() + offset;
// Queue delays, visibility and object dates obey the desk's clock, because this is the only clock the engines have.
globalThis.Date = dateOf(now);

let dynamodb: DynamoDb | undefined;
let queues: QueuesAndBuckets | undefined;
let processes: ProcessEngine | undefined;

const tell = (news: News) => {
  // The runtime may be killed while it is told: then the end of the channel says all there is to say.
  if (process.connected) process.send?.(news, undefined, undefined, () => {});
};

async function runDynamoDb(port?: number): Promise<string> {
  if (settings.dynamodbUrl !== undefined) return settings.dynamodbUrl;
  // Should Java end by itself, it comes back on the same port: its clients retry and notice nothing else.
  const again = () => {
    console.error('DynamoDB Local ended by itself and is started again');
    runDynamoDb(dynamodb?.port).catch(fail);
  };
  dynamodb = await startDynamoDb(join(settings.folder, 'dynamodb'), again, port);
  return dynamodb.url;
}

function depths(): QueueDepth[] {
  if (!queues) return [];
  const { server, names } = queues;
  return names().map((name) => {
    const { ready = [], delayed = [], inflight = [] } = server.inspectQueue(name)?.messages ?? {};
    const hidden = delayed.map(({ delayUntil }) => delayUntil ?? 0);
    const held = inflight.map(({ visibilityDeadline }) => visibilityDeadline);
    // The engine puts what is due among what is ready only when it is asked the next time; receivable it is already.
    const waiting = (due: readonly number[]) => due.filter((at) => at > now());
    const later = [...waiting(hidden), ...waiting(held)];
    return {
      name,
      ready: ready.length + hidden.length + held.length - later.length,
      inFlight: waiting(held).length,
      delayed: waiting(hidden).length,
      nextDueAt: later.length > 0 ? Math.min(...later) : null,
    };
  });
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage) => Math.round((user + system) / 1000);

function peek(queue: string): Peeked[] {
  const { ready = [], inflight = [] } = queues?.server.inspectQueue(queue)?.messages ?? {};
  return [...ready, ...inflight.map(({ message }) => message)].map((message) => ({
    messageId: message.messageId,
    body: message.body,
    receives: message.approximateReceiveCount,
    sentAt: new Date(message.sentTimestamp).toISOString(),
  }));
}

async function obey(order: Order): Promise<unknown> {
  switch (order.order) {
    case 'look':
      return {
        queues: depths(),
        nextTimerAt: processes?.nextTimerAt() ?? null,
        processesBusy: (await processes?.busy()) ?? true,
        processor: { engines: milliseconds(process.cpuUsage()), dynamodb: dynamodb?.processor() ?? null },
        requests: Object.fromEntries(queues?.requests ?? []),
      } satisfies Look;
    case 'peek':
      return peek(order.queue);
    case 'clock':
      offset = order.offset;
      processes?.wake();
      return null;
    case 'deploy':
      queues?.deploy(order.queues, order.notices);
      return null;
    case 'stop':
      await processes?.stop();
      await queues?.stop();
      return null;
  }
}

function fail(error: unknown): void {
  tell({ news: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group of processes; the runtime decides when the engines stop.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('message', (message: Order & { id: number }) => {
  obey(message)
    .then((value) => tell({ news: 'answer', id: message.id, value: value as Json }))
    .catch((error: unknown) => tell({ news: 'refused', id: message.id, message: String(error) }))
    .finally(() => message.order === 'stop' && process.exit(0));
});

async function runQueues(): Promise<string> {
  const { startQueuesAndBuckets } = await import('./queues-and-buckets.ts');
  queues = await startQueuesAndBuckets(join(settings.folder, 'queues'));
  tell({ news: 'up', engine: 'queues', url: queues.url });
  return queues.url;
}

try {
  // Java takes longest, so it is on its way before the other engines are even loaded.
  const loading = import('./processes.ts');
  const [dynamodbUrl, queuesUrl] = await Promise.all([runDynamoDb(), runQueues()]);
  tell({ news: 'up', engine: 'dynamodb', url: dynamodbUrl });
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_LAMBDA: settings.lambdaUrl,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbUrl,
    AWS_ENDPOINT_URL_SQS: queuesUrl,
    AWS_ENDPOINT_URL_SNS: queuesUrl,
  });
  const { startProcesses } = await loading;
  processes = await startProcesses(join(settings.folder, 'processes'), now);
  tell({ news: 'up', engine: 'processes', url: processes.url });
} catch (error) {
  fail(error);
}
