import type { Case } from '../case/case.ts';
import { statusLinkOf } from '../case/status/link.ts';
import type { Ports } from '../ports.ts';
import { linkOf } from '../task/link.ts';
import type { Task } from '../task/task.ts';
import type { Effect } from './effect.ts';
import { linkedTo } from './invitation.ts';

/** The links that what is written to people carries: each acts for its reader alone, to whom it was sent. */
export async function linksOf(
  desk: Ports,
  mail: Pick<Extract<Effect, { kind: 'mail' }>, 'to' | 'template' | 'values'>,
  of: Case,
  task: Task | undefined,
): Promise<Record<string, string>> {
  const [key] = await desk.keys();
  const { publicUrl } = desk.settings;
  const [to = ''] = mail.to;
  const answerTo = (ref: string) =>
    `${publicUrl}/answers/${linkOf(key, 'answer', ref, linkedTo(mail.values, task, to))}`;
  const { refs } = mail.values ?? {};
  if (refs !== undefined) return Object.fromEntries(refs.split(' ').map((ref) => [ref, answerTo(ref)]));
  if (['task', 'missing', 'inquiry'].includes(mail.template))
    return { answer: answerTo(mail.values?.ref ?? '') };
  if (mail.template === 'confirm-address')
    return { confirm: `${publicUrl}/requests/confirm/${linkOf(key, 'confirm', mail.values?.ref ?? '', to)}` };
  const survey = `${publicUrl}/surveys/${linkOf(key, 'survey', of.id, to)}`;
  return { yes: `${survey}?helped=yes`, no: `${survey}?helped=no` };
}

/** The link to where the case stands, which shows and decides nothing; only in what goes to its requester alone (E11). */
export async function statusLink(
  desk: Ports,
  to: readonly string[],
  of: Case,
): Promise<Record<string, string>> {
  const [key] = await desk.keys();
  const link = to.length === 1 ? statusLinkOf(key, of, to[0] ?? '') : undefined;
  return link === undefined ? {} : { status: `${desk.settings.publicUrl}/status/${link}` };
}
