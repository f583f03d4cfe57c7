import { firstSentence, inZone, label } from '#desk/delivery/wording.ts';
import type { Invitation } from '#desk/task/approval/approval.ts';
import type { Task } from '#desk/task/task.ts';
import type { Answer } from '../shell/http.ts';
import { desk } from '../signing-desk.ts';
import { escaped, facts, page, paragraph } from './page.ts';

/** The page behind the link of a group: the matter, and instead of a decision the question who is about to decide (A3). */
export function whoPage(task: Task, { seat }: Invitation, csrf: string, given = '', fault = ''): Answer {
  const shown = Object.entries(task.shown).map(([name, value]) => [label(name), value] as const);
  const until = inZone(desk().catalogue, task.department, task.expiresAt);
  return page(
    fault === '' ? 200 : 422,
    firstSentence(task.question),
    `${facts([...shown, ['Answer by', until]])}
${paragraph(`This link went to everybody of ${seat}. Nobody decides on their own request, so say who you are: you are sent a link of your own, and decide by that.`)}
${fault === '' ? '' : `<p class="fault" role="alert">${escaped(fault)}</p>`}
<form method="post"><input type="hidden" name="csrf" value="${escaped(csrf)}">
<label for="who">Your own mail address</label>
<input id="who" name="who" type="email" autocomplete="email" required value="${escaped(given)}">
<button type="submit">Send me a link of my own</button>
</form>
<p><small>Opening this page has decided nothing.</small></p>`,
  );
}

/** What is shown once it was sent. */
export const sentPage = (who: string): Answer =>
  page(
    200,
    'Please look into your mail',
    `${paragraph(`We have sent a link to ${who}. Decide by that one, or reply to its mail; it is recorded as yours.`)}`,
  );
