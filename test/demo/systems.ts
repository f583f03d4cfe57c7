import { setTimeout as pause } from 'node:timers/promises';
import { type Asked, type System, startSystem } from '#test/journeys/driver/system.ts';
import type { DemoDesk } from './desk.ts';

/** A department's system as the demonstration simulates it. */
export interface DemoSystem {
  readonly department: string;
  /** How often it was asked, and how often it refused or was down. */
  readonly asked: readonly Asked[];
  /** The next webhooks about a person are answered with these statuses. */
  failsFor(requester: string, ...statuses: number[]): void;
  /** What a person's work takes: reports on the way, and how it ends. */
  worksFor(requester: string, ...reports: string[]): void;
  close(): Promise<void>;
}

const PAUSE_BETWEEN_REPORTS = 1_500;

/** A receiver refuses what is older than five minutes (Standard Webhooks). */
const FRESH_SECONDS = 300;

/** A signed callback; the desk must take it. */
async function answer(desk: DemoDesk, system: System, asked: Asked, body: object): Promise<void> {
  const timestamp = Math.floor(desk.now().getTime() / 1000);
  const { status } = await system.call(asked.body.callbackUrl, body, { timestamp });
  if (status !== 202) throw new Error(`a callback about ${asked.data.requester} was answered ${status}`);
}

/** Starts a department's system on loopback, points the desk at it, and lets it answer whatever it is asked. */
export async function startDemoSystem(
  desk: DemoDesk,
  department: string,
  onFault: (fault: Error) => void,
): Promise<DemoSystem> {
  const system = await startSystem();
  await desk.pointAt(department, system);
  const plans = new Map<string, readonly string[]>();
  let seen = 0;
  let open = true;

  async function work(asked: Asked): Promise<void> {
    const age = Math.abs(Number(asked.timestamp) - desk.now().getTime() / 1000);
    if (!asked.signed || age > FRESH_SECONDS)
      throw new Error(`a webhook to ${department} was not signed as it should be`);
    // A page calls somebody, and is nothing to answer.
    if (asked.status !== 200 || asked.body.event === 'case.page') return;
    for (const comment of plans.get(asked.data.requester ?? '') ?? []) {
      await pause(PAUSE_BETWEEN_REPORTS);
      await answer(desk, system, asked, { outcome: 'progress', comment });
    }
    await pause(PAUSE_BETWEEN_REPORTS / 3);
    await answer(desk, system, asked, {
      outcome: 'completed',
      fields: { externalReference: `${department}-${seen}` },
    });
  }

  const watch = (async () => {
    while (open) {
      for (; seen < system.asked.length; seen += 1) {
        const asked = system.asked[seen];
        if (asked)
          work(asked).catch((error: unknown) =>
            onFault(error instanceof Error ? error : new Error(String(error))),
          );
      }
      await pause(50);
    }
  })();
  return {
    department,
    asked: system.asked,
    failsFor: (requester, ...statuses) => system.answersWith(requester, ...statuses),
    worksFor: (requester, ...reports) => void plans.set(requester, reports),
    close: async () => {
      open = false;
      await watch;
      await system.close();
    },
  };
}
