import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Field } from '#desk/case/fields/field.ts';
import { isQuiet } from '#desk/case/quiet.ts';
import { DeskError } from '#desk/errors.ts';
import { confirmRequest, unconfirmed } from '#desk/intake/web/confirm.ts';
import { isInNeed } from '#desk/intake/web/open-request.ts';
import { announce, MOST_FILES, uploadKey } from '#desk/intake/web/upload.ts';
import { isKeyed, keyed } from '#desk/keyed.ts';
import { standingOf } from '#desk/routing/roll-out.ts';
import { TRIAGE } from '#desk/routing/route.ts';
import { checkSource, take } from '../api/request-operations.ts';
import { addressOf } from '../aws/objects.ts';
import { table } from '../aws/the-table.ts';
import { required } from '../environment.ts';
import { type Answer, door, STATUS } from '../shell/http.ts';
import { formOf } from '../task/form.ts';
import { page, paragraph } from '../task/page.ts';
import { desk } from '../writing-desk.ts';
import { type FilledIn, filledIn, LARGEST_FILES } from './filled-in.ts';
import { begunPage, confirmPage, heardPage, OWN, requestForm, sentPage } from './request-form.ts';

/** The form of the page behind the link has one field of its own. */
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

/** Where a browser may send files to, and nowhere else. */
async function uploads(): Promise<string> {
  const place = { bucket: required('BODIES_BUCKET'), key: uploadKey({ ref: '' }) };
  const { protocol, hostname, path, ...rest } = await addressOf(table().db.config, place);
  return `${protocol}//${hostname}${'port' in rest ? `:${rest.port}` : ''}${path}`;
}

/** The form as it was, with what is missing or wrong. */
async function form(
  given: Readonly<Record<string, string>>,
  error?: DeskError,
  announced: readonly string[] = [],
): Promise<Answer> {
  const offered = offeredAs(given.service ?? '');
  const fields: readonly Field[] = offered?.service.fields ?? [];
  const said = error && (error.faults.length > 0 ? error.faults : [{ pointer: '', message: error.message }]);
  const kept = { ...given, service: offered === undefined ? '' : (given.service ?? '') };
  // A word that was not ours is not handed back.
  const words = said?.some(({ pointer }) => pointer.startsWith('/attachments')) ? [] : announced;
  return requestForm(
    offered,
    fields,
    { given: kept, announced: words, ...(said && { faults: said }) },
    await uploads(),
  );
}

const oneLine = (text: string, most: number) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, most);

/** A first look at the form: what a search did not find is carried into it (row 10). */
function asked({ queryStringParameters: query = {} }: APIGatewayProxyEventV2): Promise<Answer> {
  const searchedFor = oneLine(query.q ?? '', LONGEST.searchedFor);
  return form({ service: query.service ?? '', searchedFor, text: searchedFor, unique: desk().ids.ref() });
}

const wrong = (pointer: string, message: string) =>
  new DeskError('invalid', message, { faults: [{ pointer, message }] });

/** Keeps a file of the form where files wait, and answers with the word for it; refuses what no department takes, by its name. */
async function keep(file: File, at: number): Promise<string> {
  try {
    const { name, type, size: bytes } = file;
    const { file: announced, upload } = await announce(desk(), { name, type, bytes });
    const content = new Uint8Array(await file.arrayBuffer());
    await desk().bodies.putFile(uploadKey(announced), content, announced.type);
    return upload;
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    const [{ message } = error] = error.faults;
    throw wrong(`/attachments/${at}`, `Your file ${oneLine(file.name, 120)} ${message}.`);
  }
}

/** The words for all files of a form. Refuses too many, too large, and what no department takes. */
async function keepAll({ announced, files }: FilledIn): Promise<readonly string[]> {
  if (announced.length + files.length > MOST_FILES)
    throw wrong('/attachments', `A form takes ${MOST_FILES} files at most.`);
  if (files.reduce((sum, { size }) => sum + size, 0) > LARGEST_FILES)
    throw wrong(
      '/files',
      'Your files are larger than 4 MB together. Please send the form without them, and reply to our mail with the files.',
    );
  return [...announced, ...(await Promise.all(files.map(keep)))];
}

async function send(filled: FilledIn): Promise<Answer> {
  const { given } = filled;
  const { from = '', unique = '' } = given;
  const searchedFor = oneLine(given.searchedFor ?? '', LONGEST.searchedFor);
  const offered = offeredAs(given.service ?? '');
  const text = (given.text ?? '').trim() || (offered?.service.title ?? '');
  if (from.length > 254 || !ADDRESS.test(from))
    throw wrong('/from', 'Your mail address is not one we can write to.');
  if (text === '' || text.length > LONGEST.text)
    throw wrong('/text', 'Please say in a few words what it is about.');
  const attachments = await keepAll(filled).catch((error) => {
    // Whoever is in need is heard at once, without a file that cannot be taken (rows 13, 14).
    if (error instanceof DeskError && isInNeed({ subject: '', text })) return [];
    throw error;
  });
  const own = Object.entries(given).filter(([name, value]) => name.startsWith(OWN) && value !== '');
  const taken = await take(
    {
      from,
      text,
      ...(searchedFor !== '' && { searchedFor }),
      ...(attachments.length > 0 && { attachments }),
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
  let filled: FilledIn = { given: {}, announced: [], files: [] };
  try {
    filled = await filledIn(event);
    await checkSource(event);
    return await send(filled);
  } catch (error) {
    if (!(error instanceof DeskError) || error.code === 'too-many') throw error;
    return form(filled.given, error, filled.announced);
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
