import { firstSentence, inZone, label } from '#desk/delivery/wording.ts';
import type { Task } from '#desk/task/task.ts';
import type { Answer as HttpAnswer } from '../shell/http.ts';
import { desk } from '../signing-desk.ts';
import { fieldInput } from './field-input.ts';
import { escaped, facts, page, paragraph } from './page.ts';

const WORDS: Readonly<Record<string, string>> = {
  approve: 'Approve',
  reject: 'Reject',
  given: 'Send',
  unclear: 'I cannot say; somebody may ask me',
  'ask-back': 'Ask the person, in the comment',
  'ask-again': 'Ask the person again, in the comment',
};

/** What only a reply by mail can be: the page takes everything that is missing, or nothing. */
const BY_MAIL = ['partly'];

const when = ({ department }: Pick<Task, 'department'>, instant: string) =>
  inZone(desk().catalogue, department, instant);

/** What a question says after its first sentence, which is the title. */
function theRest(question: string): string {
  const rest = question.slice(firstSentence(question).length).trim();
  return rest === '' ? '' : paragraph(rest);
}

const button = (outcome: string) =>
  `<button type="submit" name="outcome" value="${escaped(outcome)}">${escaped(WORDS[outcome] ?? label(outcome))}</button>`;

/** The page that shows a question with what may be known of it; only its button decides (A6). */
export function askPage(
  task: Task,
  csrf: string,
  given: Readonly<Record<string, string>> = {},
  fault = '',
): HttpAnswer {
  const shown = Object.entries(task.shown).map(([name, value]) => [label(name), value] as const);
  return page(
    fault === '' ? 200 : 422,
    firstSentence(task.question),
    `${theRest(task.question)}${fault === '' ? '' : `<p class="fault" role="alert">${escaped(fault)}</p>`}
${facts([...shown, ['Answer by', when(task, task.expiresAt)]])}
<form method="post">
<input type="hidden" name="csrf" value="${escaped(csrf)}">
${task.fields.map((each) => fieldInput(each, given[each.name] ?? task.shown[each.name] ?? '')).join('\n')}
<label for="comment">Comment (optional)</label>
<textarea id="comment" name="comment" rows="4">${escaped(given.comment ?? '')}</textarea>
${task.outcomes
  .filter((each) => !BY_MAIL.includes(each))
  .map(button)
  .join('\n')}
</form>
<p><small>Opening this page has decided nothing.</small></p>`,
  );
}

/** The page of a question that is no longer open: who decided what and when, or why nobody can any more (A6). */
export function overPage({ department, state, answer, question }: Task): HttpAnswer {
  if (answer !== undefined) {
    return page(
      200,
      'This is answered',
      `${paragraph(question)}${facts([
        ['Answer', WORDS[answer.outcome] ?? label(answer.outcome)],
        ['By', answer.by],
        ['On', when({ department }, answer.at)],
      ])}`,
    );
  }
  const why =
    state === 'expired' ? 'Its time was up, and somebody else was asked.' : 'It is no longer needed.';
  return page(410, 'This question is no longer open', `${paragraph(question)}${paragraph(why)}`);
}
