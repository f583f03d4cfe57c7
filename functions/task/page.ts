import { createHash } from 'node:crypto';
import type { Answer } from '../shell/http.ts';

/** Text as it may stand in a page: no text of a case can become markup. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const STYLE = `
  body { font: 1.05rem/1.5 system-ui, sans-serif; margin: 0; background: #f4f5f7; color: #1c2530 }
  main { max-width: 34rem; margin: 2.5rem auto; padding: 1.5rem 2rem 2rem; background: #fff; border-radius: 10px; box-shadow: 0 1px 4px #0002 }
  h1 { font-size: 1.35rem; margin: 0 0 1rem }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem }
  dt { color: #566 } dd { margin: 0 }
  label { display: block; margin: 1rem 0 .2rem }
  input, select, textarea { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #99a; border-radius: 6px }
  button { font: inherit; padding: .6rem 1.4rem; margin: 1.2rem .6rem 0 0; border: 1px solid #235; border-radius: 6px; background: #fff; color: #235; cursor: pointer }
  button:first-of-type { background: #235; color: #fff }
  .fault { color: #a11; border-left: 4px solid #a11; padding-left: .8rem }
  small { color: #566 }
  @media (max-width: 40rem) { main { margin: 0; border-radius: 0 } }
`;

/** What a page may have besides: style of its own, and no form at all. */
type Besides = Readonly<{ style?: string; formless?: boolean }>;

/** Our own style, named by its hash, and nothing else: no script, no picture, no frame (CSP level 2). */
const policy = (style: string, formless: boolean): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    `form-action '${formless ? 'none' : 'self'}'`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** A page for people: no script, no picture from elsewhere, readable on a telephone and with a screen reader. */
export function page(
  status: number,
  title: string,
  content: string,
  { style = '', formless = false }: Besides = {},
): Answer {
  const styles = STYLE + style;
  return {
    status,
    type: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': policy(styles, formless), 'x-robots-tag': 'noindex, nofollow' },
    body: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${styles}</style></head>
<body><main><h1>${escaped(title)}</h1>
${content}
</main></body></html>
`,
  };
}

/** A paragraph of plain text. */
export const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;

/** A list of names and values. */
export const facts = (entries: readonly (readonly [string, string])[]): string =>
  entries.length === 0
    ? ''
    : `<dl>${entries.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`;
