import { REPLY_LINE } from '../intake/quotes.ts';
import type { Text } from './told.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The plain text of a mail: the line above which replies are read (E12), paragraphs, each link on a line of its own so that no client breaks it. */
export const plainOf = ({ paragraphs, links }: Text): string =>
  [REPLY_LINE, ...paragraphs, ...links.map(({ label, url }) => `${label}:\n${url}`)].join('\n\n');

/** The same as HTML, everything escaped: no text of a case can become markup. */
export const htmlOf = ({ paragraphs, links }: Text): string =>
  [
    '<!doctype html><html><body style="font-family: sans-serif; max-width: 40em">',
    `<p style="color: #999; font-size: small">${escaped(REPLY_LINE)}</p>`,
    ...paragraphs.map((text) => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`),
    ...links.map(({ label, url }) => `<p><a href="${escaped(url)}">${escaped(label)}</a></p>`),
    '</body></html>',
  ].join('\n');

const base64 = (text: string) =>
  (
    Buffer.from(text, 'utf8')
      .toString('base64')
      .match(/.{1,76}/g) ?? ['']
  ).join('\r\n');

const part = (type: string, text: string) =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(text)}\r\n`;

/** The MIME of a mail behind its header block: text and HTML as alternatives (RFC 2046 §5.1.4). `boundary` must not occur in base64. */
export const mimeOf = (text: Text, boundary: string): string =>
  [
    'MIME-Version: 1.0\r\n',
    `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n`,
    `--${boundary}\r\n${part('text/plain', plainOf(text))}`,
    `--${boundary}\r\n${part('text/html', htmlOf(text))}`,
    `--${boundary}--\r\n`,
  ].join('');
