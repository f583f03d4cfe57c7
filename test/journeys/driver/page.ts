/** A page with a form, as a browser shows it. */
export type Page = Readonly<{ status: number; html: string; csrf: string; buttons: readonly string[] }>;

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');

async function pageOf(response: Response): Promise<Page> {
  const html = await response.text();
  const csrf = /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
  const buttons = [...html.matchAll(/<button[^>]* value="([^"]*)"/g)].map(([, value = '']) => value);
  return { status: response.status, html: unescaped(html), csrf: unescaped(csrf), buttons };
}

/** Opens a link. */
export const open = async (url: string, headers: Record<string, string> = {}): Promise<Page> =>
  pageOf(await fetch(url, { headers }));

/** Sends a form's fields as a browser does. */
export const submit = async (url: string, fields: Readonly<Record<string, string>>): Promise<Page> =>
  pageOf(await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' }));

/** Opens a link and presses one of its buttons, with what else was filled in. */
export async function press(
  url: string,
  button: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const { csrf, buttons } = await open(url);
  if (!buttons.includes(button))
    throw new Error(`no button '${button}' on the page, but ${buttons.join(', ')}`);
  const name = url.includes('/surveys/') ? 'helped' : 'outcome';
  return submit(url, { ...fields, csrf, [name]: button });
}
