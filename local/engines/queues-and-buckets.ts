import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import type { BucketNotice } from '../assembly/deployment.ts';
import { noticeFor, type Written } from './bucket-notice.ts';
import { type Tally, tally } from './tally.ts';

/** SES takes mails of 40 MB; the queue engine alone would stop at 11. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** What is used of the engine's HTTP framework. */
interface Framework {
  listen(options: object): Promise<string>;
  addHook(name: 'onRoute', hook: (route: { bodyLimit?: number }) => void): void;
  addHook(
    name: 'onSend',
    hook: (request: Incoming, reply: Reply, payload: unknown) => Promise<unknown>,
  ): void;
}

interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

interface Reply {
  readonly statusCode: number;
  getHeader(name: string): unknown;
}

/** The notices every bucket sends, by bucket. */
export type Notices = Readonly<Record<string, readonly BucketNotice[]>>;

export interface QueuesAndBuckets {
  readonly url: string;
  readonly server: FauxqsServer;
  /** The queues there are. */
  names(): readonly string[];
  /** Requests so far: SQS by action, S3 by method. */
  readonly requests: ReadonlyMap<string, Tally>;
  /** Says which queues there are and which buckets tell them what. */
  deploy(queues: readonly string[], notices: Notices): void;
  stop(): Promise<void>;
}

/**
 * Gives back the messages that a killed runtime had received but not finished. Their receivers died with it, and it was
 * the machine that failed, not the handler, so the delivery does not count towards the dead-letter queue.
 */
function releaseMessages(folder: string): void {
  const file = join(folder, 'fauxqs.db');
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  database.exec(
    `UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL,
     approximate_receive_count = MAX(0, approximate_receive_count - 1) WHERE receipt_handle IS NOT NULL`,
  );
  database.close();
}

function written(
  url: string,
  headers: Readonly<Record<string, unknown>>,
  body: unknown,
): Written | undefined {
  const [path = '', query = ''] = url.split('?');
  const [, bucket = '', ...rest] = path.split('/');
  const key = decodeURIComponent(rest.join('/'));
  if (key === '' || /(^|&)(uploadId|partNumber|renameObject|lifecycle)\b/.test(query)) return undefined;
  const decoded = headers['x-amz-decoded-content-length'];
  const size = decoded === undefined ? (Buffer.isBuffer(body) ? body.length : 0) : Number(decoded);
  return {
    bucket,
    key,
    size,
    event: headers['x-amz-copy-source'] ? 'ObjectCreated:Copy' : 'ObjectCreated:Put',
  };
}

/** What a request asked for: an SQS action (receiving nothing stands apart), or an S3 method. */
function actionOf({ method, url, headers }: Incoming, size: number): string {
  const target = headers['x-amz-target'];
  if (typeof target !== 'string') return url === '/' && method === 'POST' ? 'sns' : `s3 ${method}`;
  const action = target.slice(target.indexOf('.') + 1);
  return `sqs ${action}${action === 'ReceiveMessage' && size < 3 ? ' (nothing)' : ''}`;
}

/** SQS, SNS and S3 on one loopback port, state in SQLite; a stored object is told to its queues before the writer hears so. */
export async function startQueuesAndBuckets(folder: string): Promise<QueuesAndBuckets> {
  releaseMessages(folder);
  const requests = new Map<string, Tally>();
  let notices: Notices = {};
  let names: readonly string[] = [];
  let server: FauxqsServer | undefined;

  // The engine has no options for its address, its body limit and bucket notifications; its HTTP framework announces
  // the instance before any route is added, which is where all three are set without a proxy in between.
  const equip = (message: unknown) => {
    const { fastify } = message as { fastify: Framework };
    const listen = fastify.listen.bind(fastify);
    fastify.listen = (options) => listen({ ...options, host: '127.0.0.1' });
    fastify.addHook('onRoute', (route) => {
      route.bodyLimit = LARGEST_BODY;
    });
    fastify.addHook('onSend', async (request, reply, payload) => {
      const size = Buffer.isBuffer(payload) || typeof payload === 'string' ? Buffer.byteLength(payload) : 0;
      tally(requests, actionOf(request, size), Number(request.headers['content-length'] ?? 0), size);
      if (request.method !== 'PUT' || reply.statusCode !== 200) return payload;
      const object = written(request.url, request.headers, request.body);
      for (const notice of object ? (notices[object.bucket] ?? []) : []) {
        const body = object && noticeFor(notice, object, String(reply.getHeader('etag') ?? ''));
        if (body) server?.sendMessage(notice.queueArn.slice(notice.queueArn.lastIndexOf(':') + 1), body);
      }
      return payload;
    });
  };
  subscribe('fastify.initialization', equip);
  try {
    server = await startFauxqs({ port: 0, logger: false, dataDir: folder, defaultRegion: 'us-east-1' });
  } finally {
    unsubscribe('fastify.initialization', equip);
  }
  const running = server;
  return {
    url: `http://127.0.0.1:${running.port}`,
    server: running,
    requests,
    deploy: (queues, wanted) => {
      names = queues;
      notices = wanted;
    },
    names: () => names,
    stop: () => running.stop(),
  };
}
