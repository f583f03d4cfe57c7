import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answerSurvey } from '#desk/case/answer-survey.ts';
import type { Case } from '#desk/case/case.ts';
import { DeskError, isRefusal } from '#desk/errors.ts';
import { isKeyed, keyed } from '#desk/keyed.ts';
import { answerTask, asSeenBy } from '#desk/task/answer.ts';
import { isInquired } from '#desk/task/inquiry/inquiry.ts';
import { isLinkOf, refOfLink } from '#desk/task/link.ts';
import type { Task } from '#desk/task/task.ts';
import { type Answer, door, STATUS } from '../shell/http.ts';
import { desk } from '../signing-desk.ts';
import { askPage, overPage } from './answer-form.ts';
import { ballotPage } from './ballot-page.ts';
import { formOf } from './form.ts';
import { inquiryPage } from './inquiry-page.ts';
import { escaped, page, paragraph } from './page.ts';

const LARGEST = 16 * 1024;

const form = (event: APIGatewayProxyEventV2) => formOf(event, LARGEST);

/** The form was shown by this page for this link; a form on somebody else's page is not (A6). */
async function checkCsrf(link: string, given: string): Promise<void> {
  if (!isKeyed(await desk().keys(), given, 'csrf', link)) {
    throw new DeskError('not-allowed', 'please open the link of the mail again and use the button there');
  }
}

const csrf = async (link: string) => keyed((await desk().keys())[0], 'csrf', link);

const addressee = ({ of }: Task) => ('address' in of ? of.address : '');

async function answerOf(link: string, event: APIGatewayProxyEventV2): Promise<Answer> {
  const keys = await desk().keys();
  const ref = refOfLink(link);
  const voting = await ballotPage(link, event, { form, csrf, checkCsrf });
  if (voting !== undefined) return voting;
  const allowed = (task: Task) =>
    'address' in task.of && isLinkOf(keys, link, 'answer', ref, addressee(task));
  const task = asSeenBy(await desk().tasks.find(ref), allowed);
  if (isInquired(task)) return inquiryPage(link, event, task, { form, csrf, checkCsrf });
  // GET, HEAD and whatever a scanner tries show the page and decide nothing.
  if (event.requestContext.http.method !== 'POST') {
    return task.state === 'asked' ? askPage(task, await csrf(link)) : overPage(task);
  }
  const { csrf: token = '', outcome = '', comment, ...fields } = form(event);
  await checkCsrf(link, token);
  const by = { kind: 'participant' as const, id: addressee(task) };
  try {
    const at = desk().now();
    const answer = {
      outcome,
      fields,
      by: addressee(task),
      at,
      ...(comment ? { comment: comment.slice(0, 2000) } : {}),
    };
    await answerTask(desk(), ref, by, answer, allowed);
  } catch (error) {
    if (isRefusal(error, 'invalid'))
      return askPage(task, await csrf(link), { ...fields, comment: comment ?? '' }, error.message);
    if (!isRefusal(error, 'task-over')) throw error;
  }
  return overPage(asSeenBy(await desk().tasks.find(ref), allowed));
}

const survey = (found: Case, token: string, helped: string) =>
  page(
    200,
    `Did we help with ${found.reference}?`,
    `<form method="post"><input type="hidden" name="csrf" value="${escaped(token)}">
${(helped === 'no' ? ['no', 'yes'] : ['yes', 'no'])
  .map(
    (value) =>
      `<button type="submit" name="helped" value="${value}">${value === 'yes' ? 'Yes, it helped' : 'No, it did not'}</button>`,
  )
  .join('\n')}
</form><p><small>Opening this page has recorded nothing.</small></p>`,
  );

async function surveyOf(link: string, event: APIGatewayProxyEventV2): Promise<Answer> {
  const found = await desk().cases.find(refOfLink(link));
  const keys = await desk().keys();
  if (found === undefined || !isLinkOf(keys, link, 'survey', found.id, found.requester.address)) {
    throw new DeskError('case-not-found', 'this link is not one of ours');
  }
  if (event.requestContext.http.method !== 'POST') {
    return survey(found, await csrf(link), event.queryStringParameters?.helped ?? 'yes');
  }
  const { csrf: token = '', helped = '' } = form(event);
  await checkCsrf(link, token);
  if (helped !== 'yes' && helped !== 'no') throw new DeskError('invalid', 'helped should be yes or no');
  const after = await answerSurvey(desk(), found.id, helped === 'yes');
  const thanks = helped === 'yes' ? 'We are glad it helped.' : 'It is open again, and somebody looks at it.';
  return page(
    200,
    'Thank you',
    paragraph(after.status === 'closed' || helped === 'no' ? thanks : 'Your answer is recorded.'),
  );
}

const refused = (error: DeskError) =>
  page(STATUS[error.code], 'This did not work', paragraph(`${error.message}.`));

/** The pages behind the links of our mails: a question to answer, or whether we helped. GET shows, POST decides (A6, row 76). */
export const handler = door(
  async (event) =>
    event.routeKey.includes('/surveys/')
      ? surveyOf(event.pathParameters?.link ?? '', event)
      : answerOf(event.pathParameters?.link ?? '', event),
  refused,
);
