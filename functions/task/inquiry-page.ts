import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { inZone } from '#desk/delivery/wording.ts';
import { answerInquiries } from '#desk/task/inquiry/answer-inquiries.ts';
import { type Inquired, inquiriesOf, openOf } from '#desk/task/inquiry/inquiry.ts';
import type { Answer } from '../shell/http.ts';
import { desk } from '../signing-desk.ts';
import { overPage } from './answer-form.ts';
import type { Guard } from './ballot-page.ts';
import { escaped, facts, page, paragraph } from './page.ts';

/** All that is asked of the requester just now, with room for one answer to all of it. */
function openPage(open: readonly Inquired[], csrf: string, fault = ''): Answer {
  const [{ department, expiresAt } = { department: '', expiresAt: '' }] = open;
  const seen = open.at(-1)?.askedAt ?? '';
  return page(
    fault === '' ? 200 : 422,
    open.length === 1 ? 'We have a question' : `We have ${open.length} questions`,
    `<ol>${open
      .map(
        ({ question, inquiry: { by } }) =>
          `<li>${escaped(question)}<br><small>Asked by: ${escaped(by)}</small></li>`,
      )
      .join('\n')}</ol>
${fault === '' ? '' : `<p class="fault" role="alert">${escaped(fault)}</p>`}${facts([['Answer by', inZone(desk().catalogue, department, expiresAt)]])}
<form method="post">
<input type="hidden" name="csrf" value="${escaped(csrf)}">
<input type="hidden" name="seen" value="${escaped(seen)}">
<label for="answer">Your answer${open.length === 1 ? '' : ' to all of it'}</label>
<textarea id="answer" name="answer" rows="6" maxlength="2000" required></textarea>
<button type="submit">Send</button>
</form>
<p><small>Your answer goes to everybody who asked. Opening this page has sent nothing.</small></p>`,
  );
}

/**
 * The page behind the link of a question to the requester: whatever is asked of them in that case just now, also after
 * this one question is over; one answer goes to all who asked (row 38). GET shows, POST answers.
 */
export async function inquiryPage(
  link: string,
  event: APIGatewayProxyEventV2,
  task: Inquired,
  { form, csrf, checkCsrf }: Guard,
): Promise<Answer> {
  const found = await desk().cases.find(task.caseId);
  const address = 'address' in task.of ? task.of.address : '';
  const open =
    found === undefined
      ? []
      : openOf(await inquiriesOf(desk(), found)).filter(
          ({ of, caseId }) => caseId === task.caseId && 'address' in of && of.address === address,
        );
  const over = async () => overPage((await desk().tasks.find(task.ref)) ?? task);
  if (found === undefined || open.length === 0) return over();
  if (event.requestContext.http.method !== 'POST') return openPage(open, await csrf(link));
  const { csrf: token = '', answer = '', seen } = form(event);
  await checkCsrf(link, token);
  if (answer.trim() === '') return openPage(open, await csrf(link), 'Please write an answer.');
  const by = {
    kind: address === found.requester.address ? ('requester' as const) : ('participant' as const),
    id: address,
  };
  await answerInquiries(desk(), found, { text: answer, by, ...(seen !== undefined && { seen }) });
  return page(200, 'Thank you', paragraph('Your answer goes to everybody who asked.'));
}
