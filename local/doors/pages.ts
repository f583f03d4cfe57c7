import type { Mail } from '../mail/mailbox.ts';

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const linked = (text: string) =>
  escaped(text).replace(
    /https?:\/\/[^\s<>]+[^\s<>.,;:!?)&]/g,
    (url) => `<a href="${url}" target="_blank">${url}</a>`,
  );

/** A plain page: one style for everything under `/local`. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
details{border:1px solid #ccc;border-radius:6px;margin:.5rem 0;padding:.5rem 1rem}summary{cursor:pointer}
pre{white-space:pre-wrap;overflow-wrap:anywhere}iframe{width:100%;height:24rem;border:1px solid #ddd}
small{color:#555}</style></head><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

/** A table of rows, one column per key of the first one. */
export function tablePage(title: string, rows: readonly object[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const head = columns.map((name) => `<th>${escaped(name)}</th>`).join('');
  const lines = rows.map((row) => {
    const cells = columns.map((name) => `<td>${escaped(String(Reflect.get(row, name) ?? ''))}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  const table = `<table><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>`;
  return page(title, rows.length === 0 ? '<p>Nothing yet.</p>' : table);
}

/** The mailbox for people: the newest mail first and open, links that work, HTML kept in a box without scripts. */
export function mailboxPage(mails: readonly Mail[], to: string | undefined): string {
  const shown = mails.toReversed().map((mail, i) => {
    const body = mail.html
      ? `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escaped(`<base target="_blank">${mail.html}`)}"></iframe>`
      : '';
    const text = mail.text ? `<pre>${linked(mail.text)}</pre>` : '';
    const repeats = mail.copies > 1 ? ` · handed over ${mail.copies} times` : '';
    return `<details${i === 0 ? ' open' : ''}><summary><b>${escaped(mail.subject || '(no subject)')}</b><br>
<small>to <a href="/local/mailbox?to=${encodeURIComponent(mail.to)}">${escaped(mail.to)}</a> · from ${escaped(mail.from)} · ${escaped(mail.at)}${repeats}</small></summary>
${text}${body}<details><summary><small>as it was sent</small></summary><pre>${escaped(mail.raw)}</pre></details></details>`;
  });
  return page(to === undefined ? 'Mailbox' : `Mail to ${to}`, shown.join('') || '<p>No mail yet.</p>');
}

const LINKS: Readonly<Record<string, string>> = {
  '/local/mailbox': 'every mail the desk has sent (?to= for one person)',
  '/local/ledger': 'what became of every mail that came in',
  '/local/clock': 'the time at the desk; POST {"advanceSeconds": N} moves it',
  '/local/token?sub=agent@corp.example&groups=platform': "a developer's token for the API",
  '/local/dead-letters': 'messages no handler could finish',
  '/local/counters': 'what ran how often, and how full the queues are',
  '/local/idle': 'answers when nothing moves any more',
};

/** The page that leads to all others. */
export const indexPage = (): string =>
  page(
    'This desk, on one machine',
    `<ul>${Object.entries(LINKS)
      .map(([path, what]) => `<li><a href="${path}">${path.split('?')[0]}</a>: ${escaped(what)}</li>`)
      .join('')}</ul>`,
  );
