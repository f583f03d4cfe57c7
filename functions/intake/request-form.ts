import type { Field } from '#desk/case/fields/field.ts';
import type { Department, Service } from '#desk/department.ts';
import type { Fault } from '#desk/errors.ts';
import type { Answer } from '../shell/http.ts';
import { fieldInput } from '../task/field-input.ts';
import { escaped, page, paragraph } from '../task/page.ts';
import { policyWith, script } from './request-script.ts';

/** What a form knows already: what was filled in, files that were sent for it, and what was wrong with it. */
export type Filled = Readonly<{
  given: Readonly<Record<string, string>>;
  announced?: readonly string[];
  faults?: readonly Fault[];
}>;

/** How the fields of a service are called in the form, so that none is mistaken for one of the form's own. */
export const OWN = 'field-';

const named = (field: Field): Field => ({ ...field, name: `${OWN}${field.name}` });

const faultList = (faults: readonly Fault[]) =>
  faults.length === 0
    ? ''
    : `<div class="fault" role="alert">${faults.map(({ message }) => paragraph(message)).join('')}</div>`;

/**
 * The form by which anybody may ask for something: for a service with its fields, or in plain words; without script, on a
 * telephone, with a screen reader. Files go with it up to 4 MB, or with script one by one to where `uploads` says.
 */
export function requestForm(
  offered: Readonly<{ department: Department; service: Service }> | undefined,
  fields: readonly Field[],
  { given, announced = [], faults = [] }: Filled,
  uploads: string,
): Answer {
  const of = (name: string) => escaped(given[name] ?? '');
  const title = offered === undefined ? 'How can we help?' : offered.service.title;
  const about =
    offered === undefined
      ? 'Write in your own words; you need not know whom to ask.'
      : `${offered.service.description} (${offered.department.name})`;
  const filesAgain = faults.length === 0 ? '' : ' A file that you had chosen has to be chosen again.';
  const shown = page(
    faults.length === 0 ? 200 : 422,
    title,
    `${paragraph(about)}${faultList(faults)}
<form method="post" action="/request" enctype="multipart/form-data">
<input type="hidden" name="unique" value="${of('unique')}">
<input type="hidden" name="service" value="${of('service')}">
<input type="hidden" name="searchedFor" value="${of('searchedFor')}">
<label for="from">Your mail address</label>
<input id="from" name="from" type="email" autocomplete="email" required maxlength="254" value="${of('from')}">
${fields.map((field) => fieldInput(named(field), given[OWN + field.name] ?? '')).join('\n')}
<label for="text">${offered === undefined ? 'What is it about?' : 'Anything else we should know (optional)'}</label>
<textarea id="text" name="text" rows="7"${offered === undefined ? ' required' : ''} maxlength="20000">${of('text')}</textarea>
<label for="files">Files (optional)</label>
<input id="files" name="files" type="file" multiple aria-describedby="files-note">
<p><small id="files-note">Together at most 4 MB. What is larger, send by a reply to our mail.</small></p>
${announced.map((word) => `<input type="hidden" name="attachments" value="${escaped(word)}">`).join('')}
<button type="submit">Send</button>
</form>
<p><small>We send you one mail with a link; your request begins when you open it and confirm.${filesAgain}</small></p>
${script}`,
  );
  return { ...shown, headers: { 'content-security-policy': policyWith(uploads) } };
}

/** What is shown once a form was sent; the same whether or not that address is one. */
export const sentPage = (): Answer =>
  page(
    202,
    'Please look into your mailbox',
    paragraph(
      'We have sent you a mail with a link, if this address can be reached. Your request begins when you confirm it there; the link works for a day.',
    ),
  );

/** What somebody in need reads at once. */
export const heardPage = (words: readonly string[]): Answer =>
  page(
    202,
    'We have your message',
    (words.length > 0 ? words : ['Somebody reads it now.']).map(paragraph).join('\n'),
  );

/** The page behind the link: opening it decides nothing, and it repeats nothing of what was written (A6, P19). */
export const confirmPage = (csrf: string): Answer =>
  page(
    200,
    'Did you write to us?',
    `${paragraph('If you have just filled in the form of our service desk, confirm it here, and we begin.')}
<form method="post"><input type="hidden" name="csrf" value="${escaped(csrf)}">
<button type="submit" name="confirm" value="yes">Yes, that was me</button>
</form><p><small>Opening this page has started nothing. If it was not you, close it: what was written is deleted within a day or two.</small></p>`,
  );

/** What is shown when a request has begun. */
export const begunPage = (reference: string | undefined): Answer =>
  page(
    200,
    'Thank you',
    paragraph(
      reference === undefined
        ? 'We have your message, and somebody reads it.'
        : `We have your request. Its number is ${reference}. A mail about it follows; to add something or a file, reply to it.`,
    ),
  );
