import type { Status } from '#desk/case/status/status.ts';
import type { Answer } from '../shell/http.ts';
import { escaped, page, paragraph } from '../task/page.ts';

/** One packet train of a first answer over TCP (RFC 6928: ten segments): what a telephone has after one round trip (bytes). */
export const LARGEST_PAGE = 14_000;

const STYLE = `
  h2 { font-size: 1rem; margin: 1.6rem 0 .4rem; color: #566 }
  ul, ol { margin: 0; padding-left: 1.2rem } li { margin: .3rem 0; overflow-wrap: anywhere }
  ol { list-style: none; padding: 0 } dd, p { overflow-wrap: anywhere }
  .stage { font-size: 1.2rem; margin: 0 0 .6rem } .turn { border-left: 4px solid #235; padding-left: .8rem }
  .you { border-color: #b50 } time, .on { color: #566; font-size: .9rem; display: block }
  @media (max-width: 40rem) { dl { display: block } dd { margin: 0 0 .5rem } main { padding: 1.2rem 1rem 2rem } }
`;

/** One part of the page; nothing where there is nothing to say. */
type Section = Readonly<{ title: string; lines: readonly string[]; tag: 'ul' | 'ol' | 'dl' }>;

const sectionHtml = ({ title, lines, tag }: Section): string =>
  lines.length === 0
    ? ''
    : `<section><h2>${escaped(title)}</h2><${tag}>${lines.join('\n')}</${tag}></section>`;

/** Whoever wrote more than this reads the rest in their mails (letters). */
const LONGEST = 300;

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

const item = (text: string, on = '') =>
  `<li>${escaped(short(text))}${on === '' ? '' : ` <span class="on">${escaped(on)}</span>`}</li>`;

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The parts in the order a reader needs them; where the page grows too long, the last ones are shortened first. */
function sections({ asks, outstanding, parts, answered, history }: Status): readonly Section[] {
  return [
    {
      title: 'What we still need from you',
      tag: 'ul',
      lines: asks.map(({ topic, label }) => item(topic, label)),
    },
    { title: 'Who is on it', tag: 'ul', lines: outstanding.map(({ who, label }) => item(upper(who), label)) },
    {
      title: 'Parts',
      tag: 'ul',
      lines: parts.map(({ department, reference, stage }) => item(`${department}: ${stage}`, reference)),
    },
    {
      title: 'What you have told us',
      tag: 'dl',
      lines: answered.map(
        ({ topic, answer }) =>
          `<dt>${escaped(short(topic))}</dt><dd>${escaped(short(answer ?? 'We have it.'))}</dd>`,
      ),
    },
    {
      title: 'What happened',
      tag: 'ol',
      lines: history.map(
        ({ at, on, label }) =>
          `<li><time datetime="${escaped(at)}">${escaped(on)}</time>${escaped(label)}</li>`,
      ),
    },
  ];
}

/** One line less, of the last part that has any. */
function shorter(all: readonly Section[]): readonly Section[] {
  const last = all.findLastIndex(({ lines }) => lines.length > 0);
  return all.map((each, at) => (at === last ? { ...each, lines: each.lines.slice(0, -1) } : each));
}

/** Where a case stands as a page: readable on a telephone, by a screen reader, without script and in one round trip. */
export function statusHtml(status: Status): Answer {
  const { reference, label, contact, ball, promises } = status;
  const head = [
    `<p class="stage">${escaped(upper(label.stage))}</p>`,
    ...(ball === undefined
      ? []
      : [
          `<p class="turn${ball.holder === 'you' ? ' you' : ''}"><strong>${escaped(ball.label)}</strong></p>`,
        ]),
    ...promises.map(({ label }) => paragraph(label)),
    ...(label.service === undefined || label.department === undefined
      ? []
      : [
          paragraph(
            `${label.department}: ${label.service}${contact === undefined ? '' : `. Led by ${contact}`}.`,
          ),
        ]),
  ];
  const foot =
    '<p><small>Opening this page changes nothing. To add something, simply reply to any of our mails about it.</small></p>';
  const whole = (shown: readonly Section[]) =>
    page(
      200,
      `${upper(label.kind ?? 'your matter')} ${reference}`,
      [...head, ...shown.map(sectionHtml), foot].filter((each) => each !== '').join('\n'),
      { style: STYLE, formless: true },
    );
  let shown = sections(status);
  while (Buffer.byteLength(whole(shown).body) > LARGEST_PAGE && shown.some(({ lines }) => lines.length > 0))
    shown = shorter(shown);
  return whole(shown);
}

/** A page of one sentence. */
export const wordsOnly = (status: number, title: string, sentence: string): Answer =>
  page(status, title, paragraph(sentence), { formless: true });
