import { press } from '#test/journeys/driver/page.ts';
import type { Outside, Sent } from './outside.ts';

/** Somebody follows a link in a mail and presses a button of the page behind it. */
export async function follow(
  desk: Outside,
  mail: Sent,
  path: '/answers/' | '/surveys/',
  button: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  const links = mail.BodyText.match(/https?:\/\/[^\s<>)]+/g) ?? [];
  const link = links.find((url) => url.includes(path));
  if (link === undefined) throw new Error(`no link to ${path} in the mail '${mail.Subject}'`);
  const page = await press(desk.reach(link), button, fields);
  if (page.status !== 200) throw new Error(`the page behind ${path} answered ${page.status}: ${page.html}`);
}
