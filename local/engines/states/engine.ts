import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Service } from './actions/service.ts';
import { start } from './actions/start-execution.ts';
import { callsBy } from './integrations/calls.ts';
import type { InvokeLambda } from './integrations/lambda.ts';
import { Conductor } from './run/conductor.ts';
import type { World } from './run/world.ts';
import { serve } from './server.ts';
import { openDatabase } from './store/database.ts';
import { executionsIn } from './store/executions.ts';
import { machinesIn } from './store/machines.ts';

export type { InvokeLambda, LambdaAnswer, LambdaCall } from './integrations/lambda.ts';

/** How an engine is started. */
export interface EngineOptions {
  /** The folder its one database file lives in; without it everything is kept in memory. */
  readonly dataDir?: string | undefined;
  /** 0 takes a free port. */
  readonly port?: number;
  /** Only loopback: the engine trusts whoever reaches it. */
  readonly host?: '127.0.0.1' | '::1' | 'localhost';
  /** The clock, in milliseconds. Call `wake` after it was moved. */
  readonly now?: () => number;
  /** Chance: jitter, weighted aliases and `$random()`. */
  readonly random?: () => number;
  readonly region?: string;
  readonly account?: string;
  /** Invokes functions in the host's process; without it they are reached at `AWS_ENDPOINT_URL_LAMBDA`. */
  readonly invokeLambda?: InvokeLambda;
  /** Where the other services are: `AWS_ENDPOINT_URL_<SERVICE>` and `AWS_ENDPOINT_URL`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether those services live and die with the engine: then a call that does not reach them is no failure of a task. */
  readonly endsTogether?: boolean;
}

/** A running engine. */
export interface Engine {
  readonly url: string;
  /** Looks at all timers again, after the clock was moved: what is due fires, first due first. */
  wake(): void;
  /** When the next timer is due, in milliseconds of the engine's clock. */
  nextTimerAt(): number | undefined;
  /** Resolves when nothing moves: no turn, no due timer, no call in flight. */
  settled(): Promise<void>;
  /** Stops without ending anything: a later engine on the same folder goes on from here. */
  stop(): Promise<void>;
}

/** Starts an engine and goes on with every execution it finds open. */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const { port = 0, host = '127.0.0.1', now = Date.now, random = Math.random, env = process.env } = options;
  const region = options.region ?? env.AWS_REGION ?? 'us-east-1';
  const account = options.account ?? '000000000000';
  const db = openDatabase(options.dataDir);
  const calls = callsBy(
    {
      env,
      region,
      account,
      now,
      invokeLambda: options.invokeLambda,
      endsTogether: options.endsTogether,
      startExecution: async (request, caller, waits) => {
        const { arn, started } = await start(service, request, { caller, waits });
        return { executionArn: arn, startDate: started };
      },
    },
    (caller, answer) => conductor.answered(caller, answer),
  );
  const world: World = {
    db,
    executions: executionsIn(db),
    machines: machinesIn(db),
    now,
    random,
    region,
    account,
    call: calls.call,
    abandon: calls.abandon,
    ended: (_execution, waiting) => {
      if (waiting) void conductor.childEnded(waiting).catch(() => undefined);
    },
  };
  const conductor = new Conductor(world);
  const service: Service = { db, world, conductor };
  const server = serve(service);
  server.listen(port, host);
  await once(server, 'listening');
  conductor.resume();
  const address = server.address() as AddressInfo;
  const shownHost = address.family === 'IPv6' ? `[${address.address}]` : address.address;

  return {
    url: `http://${shownHost}:${address.port}`,
    wake: () => conductor.wake(),
    nextTimerAt: () => world.executions.firstDue()?.due,
    settled: async () => {
      do {
        await calls.underWay();
        await conductor.settled();
      } while (calls.count() > 0);
    },
    stop: async () => {
      calls.stop();
      server.close();
      server.closeAllConnections();
      await conductor.stop();
      await calls.underWay();
      db.close();
    },
  };
}
