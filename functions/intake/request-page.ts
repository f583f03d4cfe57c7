import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Field } from '#desk/case/fields/field.ts';
import { isQuiet } from '#desk/case/quiet.ts';
import { DeskError } from '#desk/errors.ts';
import { confirmRequest, unconfirmed } from '#desk/intake/web/confirm.ts';
import { isKeyed, keyed } from '#desk/keyed.ts';
import { standingOf } from '#desk/routing/roll-out.ts';
import { TRIAGE } from '#desk/routing/route.ts';
import { checkSource, take } from '../api/request-operations.ts';
import { type Answer, door, STATUS } from '../shell/http.ts';
import { formOf } from '../task/form.ts';
import { page, paragraph } from '../task/page.ts';
import { desk } from '../writing-desk.ts';
import { begunPage, confirmPage, heardPage, OWN, requestForm, sentPage } from './request-form.ts';

const LARGEST = 64 * 1024;
const LONGEST = { text: 20_000, searchedFor: 200 } as const;

/** A mail address as forms take one; the door of the API asks the same of its own (RFC 5321: 254 characters). */
const ADDRESS = /^[^\s@<>"(),:;\\[\]]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** A service that a form may name; undefined for one that is not offered to everybody, which then is asked for in words. */
function offeredAs(name: string) {
  const [id, own] = name.split('/');
  const department = desk().catalogue.departments.find((each) => each.id === id && each.id !== TRIAGE);
  const service = department?.services.find((each) => each.id === own && each.silent !== true);
  if (department === undefined || service === undefined || standingOf(department, '') !== 'serves')
    return undefined;
  return { department, service };
}

/** The form as it was, with what is missing or wrong. */
function form(given: Readonly<Record<string, string>>, error?: DeskError): Answer {
  const offered = offeredAs(given.service ?? '');
  const fields: readonly Field[] = offered?.service.fields ?? [];
  const said = error && (error.faults.length > 0 ? error.faults : [{ pointer: '', message: error.message }]);
  const kept = { ...given, service: offered === undefined ? '' : (given.service ?? '') };
  return requestForm(offered, fields, { given: kept, ...(said && { faults: said }) });
}

const oneLine = (text: string, most: number) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, most);

/** A first look at the form: what a search did not find is carried into it (row 10). */
function asked({ queryStringParameters: query = {} }: APIGatewayProxyEventV2): Answer {
  const searchedFor = oneLine(query.q ?? '', LONGEST.searchedFor);
  return form({ service: query.service ?? '', searchedFor, text: searchedFor, unique: desk().ids.ref() });
}

const wrong = (pointer: string, message: string) =>
  new DeskError('invalid', message, { faults: [{ pointer, message }] });

async function send(given: Readonly<Record<string, string>>): Promise<Answer> {
  const { from = '', unique = '' } = given;
  const searchedFor = oneLine(given.searchedFor ?? '', LONGEST.searchedFor);
  const offered = offeredAs(given.service ?? '');
  const text = (given.text ?? '').trim() || (offered?.service.title ?? '');
  if (from.length > 254 || !ADDRESS.test(from))
    throw wrong('/from', 'Your mail address is not one we can write to.');
  if (text === '' || text.length > LONGEST.text)
    throw wrong('/text', 'Please say in a few words what it is about.');
  const own = Object.entries(given).filter(([name, value]) => name.startsWith(OWN) && value !== '');
  const taken = await take(
    {
      from,
      text,
      ...(searchedFor !== '' && { searchedFor }),
      ...(offered !== undefined && {
        service: `${offered.department.id}/${offered.service.id}`,
        subject: offered.service.title,
        fields: Object.fromEntries(own.map(([name, value]) => [name.slice(OWN.length), value])),
      }),
    },
    unique,
  );
  return taken.status === 'confirm' ? sentPage() : heardPage(taken.words);
}

async function request(event: APIGatewayProxyEventV2): Promise<Answer> {
  if (event.requestContext.http.method !== 'POST') return asked(event);
  const given = formOf(event, LARGEST);
  try {
    await checkSource(event);
    return await send(given);
  } catch (error) {
    if (!(error instanceof DeskError) || error.code === 'too-many') throw error;
    return form(given, error);
  }
}

/** The link of the mail: GET and HEAD show, only the button begins (A6); the form has to be that of this very page. */
async function confirm(event: APIGatewayProxyEventV2): Promise<Answer> {
  const link = event.pathParameters?.link ?? '';
  await unconfirmed(desk(), link);
  const keys = await desk().keys();
  if (event.requestContext.http.method !== 'POST') return confirmPage(keyed(keys[0], 'csrf', link));
  if (!isKeyed(keys, formOf(event, LARGEST).csrf ?? '', 'csrf', link))
    throw new DeskError('not-allowed', 'please open the link of the mail again and use the button there');
  const found = await confirmRequest(desk(), link);
  return begunPage(isQuiet(found) ? undefined : found.reference);
}

const refused = (error: DeskError) =>
  page(STATUS[error.code], 'This did not work', paragraph(`${error.message}.`));

/** The form for everybody, and the page behind the link that confirms an address. */
export const handler = door(
  async (event) => (event.routeKey.includes('/requests/confirm/') ? confirm(event) : request(event)),
  refused,
);
