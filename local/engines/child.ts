import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineName, EngineSettings, Look, News, Order, Peeked } from './protocol.ts';
import type { Notices } from './queues-and-buckets.ts';

/** The engines as the runtime sees them: where each answers, and what can be asked of all. */
export interface Engines {
  url(engine: EngineName): Promise<string>;
  look(): Promise<Look>;
  peek(queue: string): Promise<Peeked[]>;
  clock(offset: number): Promise<void>;
  deploy(queues: readonly string[], notices: Notices): Promise<void>;
  stop(): Promise<void>;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits for the engines of a runtime killed a moment ago: they leave as soon as they notice, and hold the files till then. */
async function waitForLast(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  // A process of that number that does not leave is another one that got the number later: then no one is waited for.
  for (let i = 0; i < 100 && pid > 0 && alive(pid); i++) await pause(20);
}

/** Starts the engines in a child process that never outlives this one; `onLost` is told if it ends by itself. */
export async function startEngines(
  settings: EngineSettings,
  onLost: (reason: string) => void,
): Promise<Engines> {
  const pidFile = join(settings.folder, 'engines.pid');
  await waitForLast(pidFile);
  const child: ChildProcess = fork(join(import.meta.dirname, 'main.ts'), [JSON.stringify(settings)], {
    // Whatever started this process (a test runner, an inspector) keeps its own options.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  writeFileSync(pidFile, String(child.pid ?? 0));

  const up = {
    dynamodb: Promise.withResolvers<string>(),
    queues: Promise.withResolvers<string>(),
    processes: Promise.withResolvers<string>(),
  };
  for (const { promise } of Object.values(up)) promise.catch(() => {});
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  let stopping = false;
  let last = 0;

  const lose = (reason: string) => {
    const error = new Error(reason);
    for (const { reject } of Object.values(up)) reject(error);
    for (const { reject } of asked.values()) reject(error);
    asked.clear();
    if (!stopping) onLost(reason);
  };
  child.on('message', (news: News) => {
    if (news.news === 'up') up[news.engine].resolve(news.url);
    if (news.news === 'failed') lose(news.message);
    if (news.news === 'answer') asked.get(news.id)?.resolve(news.value);
    if (news.news === 'refused') asked.get(news.id)?.reject(new Error(news.message));
    if (news.news === 'answer' || news.news === 'refused') asked.delete(news.id);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.once('exit', (code, signal) => lose(`the engines ended (${signal ?? code})`));

  function ask<T>(order: Order): Promise<T> {
    const waiting = Promise.withResolvers<unknown>();
    last += 1;
    asked.set(last, waiting);
    child.send({ ...order, id: last }, (error) => error && waiting.reject(error));
    return waiting.promise as Promise<T>;
  }

  return {
    url: (engine) => up[engine].promise,
    look: () => ask<Look>({ order: 'look' }),
    peek: (queue) => ask<Peeked[]>({ order: 'peek', queue }),
    clock: (offset) => ask({ order: 'clock', offset }),
    deploy: (queues, notices) => ask({ order: 'deploy', queues, notices }),
    stop: async () => {
      stopping = true;
      // Asked to leave; made to leave if it does not.
      const deadline = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ask({ order: 'stop' }).catch(() => {});
      await ended;
      clearTimeout(deadline);
    },
  };
}
