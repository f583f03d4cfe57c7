import { expect } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { inquire } from '#desk/task/inquiry/inquire.ts';
import type { Inquiring } from '#desk/task/inquiry/row.ts';
import type { Task } from '#desk/task/task.ts';
import { ANNA, arrive } from '../../memory/mail.ts';
import { type Outside, opened } from '../../memory/outside.ts';
import type { Memory } from '../../memory.ts';

export const USERS = 'How many users will there be?';

/** A team asks the requester of a case; each state is another team's. */
export const inquiring = (of: Case, more: Partial<Inquiring> = {}): Inquiring => ({
  caseId: of.id,
  execution: of.execution ?? 'run-1',
  state: 'Ask the person about the hosting',
  entered: 'visit 1',
  version: 'v1',
  token: 'token-1',
  question: USERS,
  by: 'hosting team',
  hours: 120,
  ...more,
});

/** The same, as another team asks it. */
export const alike = (of: Case, more: Partial<Inquiring> = {}): Inquiring =>
  inquiring(of, {
    state: 'Ask the person about the network',
    question: 'Please tell us how many users there are.',
    by: 'network team',
    token: 'token-2',
    ...more,
  });

/** Puts a question; gives its row. */
export async function puts({ ports }: Memory, asked: Inquiring): Promise<Task> {
  const ref = await inquire(ports, asked);
  return (await ports.tasks.find(ref)) ?? expect.fail('the question has no row');
}

/** The row as it is by now. */
export const again = async ({ ports }: Memory, { ref }: Task): Promise<Task> =>
  (await ports.tasks.find(ref)) ?? expect.fail('the row is gone');

/** Every question that went to somebody by mail, once delivered. */
export async function mailed(desk: Memory, world: Outside): Promise<readonly string[]> {
  const before = world.mails.length;
  for (const out of desk.rows.outbox)
    if (out.effect.kind === 'mail' && out.effect.template === 'inquiry') await world.deliver(desk.ports, out);
  const mails = await Promise.all(world.mails.slice(before).map(opened));
  return mails.map(({ text = '' }) => text.replace(/\s+/g, ' '));
}

/** The requester replies by mail. */
export const replies = ({ ports }: Memory, { reference }: Case, text: string, more: object = {}) =>
  arrive(ports, {
    from: ANNA,
    subject: `Re: [${reference}]`,
    text,
    id: 'reply-1',
    inReplyTo: 'first@corp.example',
    ...more,
  });
