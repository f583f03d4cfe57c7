import type { Outgoing } from '#desk/delivery/effect.ts';
import { resendWebhook, sendWebhook } from '#desk/delivery/send-webhook.ts';
import type { Outcome } from '#desk/delivery/webhook.ts';
import type { Wire } from '#desk/delivery/wire.ts';
import { reportProgress } from '#desk/task/progress.ts';
import type { Task } from '#desk/task/task.ts';
import type { People } from './people.ts';
import { type Faults, unlessRefused, type World } from './world.ts';

const MINUTE = 60_000;
const SYSTEM = {
  url: 'https://system.corp-it.com/desk',
  network: 'public' as const,
  secrets: ['whsec_c2VjcmV0IG9mIGl0'],
};

/** The systems of departments: they answer, fail, only say that they are at it, or are away for a while or for good. */
export function systemsOf(world: World, people: People, faults: Faults) {
  const { ports, rows, now, plan, lifeOf } = world;

  function asked(task: Task): void {
    const { random, deserted } = lifeOf(task.caseId);
    const drawn = random.next();
    if (deserted || drawn < 0.06) return;
    const soon = now() + random.between(1, 240) * MINUTE;
    const { ref, department, name } = task;
    const by = { kind: 'system' as const, id: department };
    if (drawn < 0.14)
      plan(soon, () =>
        unlessRefused(
          faults,
          `'${name}' takes no progress`,
          reportProgress(ports, ref, by, 'at it', () => true),
        ),
      );
    // It was only at it, and is never heard of again.
    if (drawn < 0.1) return;
    const outcome = people.outcomeOf(task);
    const late = random.chance(0.04) ? Date.parse(task.expiresAt) - now() : 0;
    plan(soon + late, () => people.answers(task, department, outcome, 'system'));
  }

  function received(caseId: string): Outcome {
    const { random } = lifeOf(caseId);
    const status = random.chance(0.05) ? 404 : random.chance(0.05) ? 503 : 202;
    return { kind: 'answered', status, at: rows.now };
  }

  return {
    send: async ({ caseId, effect }: Outgoing): Promise<void> => {
      if (effect.kind !== 'webhook') return;
      const wire: Wire = {
        system: async () => SYSTEM,
        post: async () => {
          const outcome = received(caseId);
          const task = rows.tasks.get(effect.ref);
          if (outcome.kind === 'answered' && outcome.status === 202 && task?.state === 'asked') asked(task);
          return { outcome, note: '' };
        },
        again: async () => {},
        alarm: () => {},
        chance: () => 0.5,
        schedule: undefined,
      };
      /** Tries again for as long as there is something to try. */
      const retry = (): void => {
        const { state, wakeAt } = rows.deliveries.get(effect.id) ?? {};
        if (state !== 'retrying' || wakeAt === undefined) return;
        plan(Date.parse(wakeAt), async () => {
          await resendWebhook(ports, wire, effect.id);
          retry();
        });
      };
      await sendWebhook(ports, wire, caseId, effect);
      retry();
    },
  };
}
