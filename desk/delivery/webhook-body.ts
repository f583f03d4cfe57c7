import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { Task } from '../task/task.ts';
import type { Effect } from './effect.ts';
import { mapped, mappingOf } from './mapping.ts';
import { promiseBody } from './promise-webhook.ts';

type Webhook = Extract<Effect, { kind: 'webhook' }>;

/** A system is told no more of a person's words than this (characters). */
const LONGEST_WORDS = 10_000;

/**
 * What a department's system is told of a task (W2): what to do, what it may know, and where to answer; in the system's
 * own fields where the department maps them. Made from the task row alone, so that every attempt has the same body under
 * the same id. Refuses `invalid` where the mapping makes nothing of it.
 */
async function payload(desk: Ports, task: Task, { event, id }: Webhook): Promise<string> {
  // What was written is never changed, so reading it again gives the same body.
  const words = task.message === undefined ? undefined : await desk.bodies.get(task.message);
  const told = {
    type: event,
    timestamp: task.askedAt,
    event,
    id,
    caseId: task.caseId,
    occurredAt: task.askedAt,
    // Grows with every change of the case: of two messages about one case the higher is the newer.
    sequence: task.sequence,
    processVersion: task.processVersion,
    department: task.department,
    ...task.about,
    taskRef: task.ref,
    callbackUrl: `${desk.settings.publicUrl}/callbacks/${task.ref}`,
    outcomes: task.outcomes,
    expiresAt: task.expiresAt,
    data: {
      task: task.name,
      question: task.question,
      ...task.shown,
      ...(words !== undefined && { message: words.text.slice(0, LONGEST_WORDS) }),
    },
  };
  const request = mappingOf(desk.catalogue, task, 'request');
  return JSON.stringify(request === undefined ? told : await mapped(request, told));
}

/** What to send, or why not: the task was answered, expired or withdrawn meanwhile, or its mapping fails. */
export async function bodyOf(
  desk: Ports,
  caseId: string,
  effect: Webhook,
): Promise<{ text: string } | { over: string } | { unmapped: string }> {
  if (effect.about !== undefined) return { text: await promiseBody(desk, caseId, effect, effect.about) };
  const task = await desk.tasks.find(effect.ref);
  if (task === undefined) throw new Error(`webhook ${effect.id} is about nothing`);
  if (task.state !== 'asked') return { over: task.state };
  try {
    return { text: await payload(desk, task, effect) };
  } catch (error) {
    if (!isRefusal(error, 'invalid')) throw error;
    return { unmapped: error.message };
  }
}
