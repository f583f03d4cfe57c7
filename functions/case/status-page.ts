import { statusByLink } from '#desk/case/status/by-link.ts';
import type { DeskError } from '#desk/errors.ts';
import { door, STATUS } from '../shell/http.ts';
import { desk } from '../signing-desk.ts';
import { statusHtml, wordsOnly } from './status-html.ts';

/** What is said of a link that leads nowhere: the same for every cause, so that it tells nothing of a case. */
const refused = ({ code, message }: DeskError) =>
  wordsOnly(
    STATUS[code],
    code === 'link-over' ? 'This page has ended' : 'There is nothing here',
    code === 'link-over'
      ? 'The matter was closed some time ago. If you still need us, simply reply to our last mail.'
      : `${message.charAt(0).toUpperCase()}${message.slice(1)}. If it came with a mail of ours, simply reply to that mail.`,
  );

/** The page behind the link of our mails that says where a case stands. It reads and decides nothing, however often it is opened, and by whom. */
export const handler = door(
  async (event) => statusHtml(await statusByLink(desk(), event.pathParameters?.link ?? '')),
  refused,
);
