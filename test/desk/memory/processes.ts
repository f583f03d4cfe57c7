import type { Outgoing } from '#desk/delivery/effect.ts';
import type { Ports } from '#desk/ports.ts';

/** What the engine of processes was told. A name starts once; a token works once. */
export type Processes = Readonly<{
  /** Executions by name, with how often their start was asked for. */
  started: Map<string, number>;
  /** What each token was answered with, or the error it failed with. */
  resumed: Map<string, string>;
  heartbeats: string[];
  stopped: Set<string>;
  move(ports: Ports, out: Outgoing): Promise<void>;
}>;

/** An engine that remembers what it was told, and like the real one takes a repetition for done. */
export function processes(): Processes {
  const engine = {
    started: new Map<string, number>(),
    resumed: new Map<string, string>(),
    heartbeats: [] as string[],
    stopped: new Set<string>(),
  };
  const resume = async (ports: Ports, ref: string) => {
    const task = await ports.tasks.find(ref);
    if (task === undefined) throw new Error(`task ${ref} is to be resumed and is gone`);
    if (engine.resumed.has(task.token)) return;
    if (task.answer !== undefined) engine.resumed.set(task.token, task.answer.outcome);
    else if (task.state === 'undeliverable') engine.resumed.set(task.token, 'DeliveryFailed');
    else if (task.state === 'expired') engine.resumed.set(task.token, 'task-silent');
  };
  return {
    ...engine,
    move: async (ports, { effect }) => {
      if (effect.kind === 'start')
        engine.started.set(effect.execution, (engine.started.get(effect.execution) ?? 0) + 1);
      else if (effect.kind === 'stop') engine.stopped.add(effect.execution);
      else if (effect.kind === 'resume') await resume(ports, effect.ref);
      else if (effect.kind === 'heartbeat') engine.heartbeats.push(effect.ref);
      else throw new Error(`'${effect.kind}' moves no process`);
    },
  };
}
