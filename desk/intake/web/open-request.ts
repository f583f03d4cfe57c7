import type { Case } from '../../case/case.ts';
import type { Channel, Placement } from '../../case/events.ts';
import { keepFiles, type NewFile } from '../../case/files/keep-files.ts';
import { checkFiles } from '../../case/files/policy.ts';
import { openCase } from '../../case/open-case.ts';
import { openShadow } from '../../case/open-shadow.ts';
import { keyFor } from '../../case/quiet.ts';
import { DeskError, isRefusal } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import { chooseService } from '../../routing/choose-service.ts';
import { recognise } from '../../routing/recognise.ts';
import { checkServed, settleCaller, settleRoute } from '../../routing/roll-out.ts';
import { route, saidOf } from '../../routing/route.ts';
import { isRestricted } from '../urgent.ts';
import { type Announced, uploadKey } from './upload.ts';

/** What somebody asks for by a form or on the telephone. */
export type Asked = Readonly<{
  address: string;
  subject: string;
  text: string;
  /** A service that was chosen, `hr/leave-of-absence`, with its fields; without it the words decide. */
  service?: string;
  fields?: Readonly<Record<string, unknown>>;
  /** What they searched for without finding it (row 10). */
  searchedFor?: string;
  /** The number of a caller who is called back: nobody knows who they are, or they are in need. */
  callBack?: string;
  files?: readonly Announced[];
}>;

/** Whether somebody in need wrote it: then people hear what they say, whatever was chosen and whoever they are (rows 13, 14). */
export const isInNeed = (words: Pick<Asked, 'subject' | 'text'>, { as } = recognise(words)): boolean =>
  as === 'distress' || as === 'emergency';

/** Where a request belongs, with what it says by name. Refuses `invalid` for fields and files that do not fit. */
function placed(desk: Pick<Ports, 'catalogue' | 'now'>, asked: Asked) {
  const { address, service, fields = {}, searchedFor, callBack, files = [] } = asked;
  const { catalogue } = desk;
  const at = desk.now();
  const sign = recognise(asked);
  const inNeed = isInNeed(asked, sign);
  const chosen =
    service === undefined || inNeed
      ? undefined
      : chooseService(catalogue, service, fields, { requester: address, today: at });
  const found = chosen?.placement ?? route(catalogue, asked, sign);
  const settled =
    callBack === undefined ? settleRoute(catalogue, found, address) : settleCaller(catalogue, found);
  if (settled.absent !== undefined) checkServed(settled.absent, address, '/text');
  if (!inNeed) checkFiles(catalogue.department(settled.placement.department).files ?? {}, files);
  const words = `${asked.subject}\n${asked.text}`;
  const said = (to: Placement) => ({
    ...(chosen?.said ?? saidOf(catalogue, to, words, at)),
    ...(searchedFor !== undefined && { searchedFor }),
    ...(callBack !== undefined && { callBack }),
  });
  return { ...settled, said };
}

/** Refuses what a form can be corrected for, before anything of it is kept. */
export const checkRequest = (desk: Pick<Ports, 'catalogue' | 'now'>, asked: Asked): void => {
  placed(desk, asked);
};

/**
 * The files that were announced, as they were sent. Refuses `invalid`, by place, for one that never came; somebody in need is
 * heard without it.
 */
async function sent({ bodies }: Pick<Ports, 'bodies'>, asked: Asked): Promise<readonly NewFile[]> {
  const { files = [] } = asked;
  const contents = await Promise.all(files.map((file) => bodies.getFile(uploadKey(file))));
  const faults = contents.flatMap((content, at) =>
    content === undefined
      ? [{ pointer: `/attachments/${at}`, message: 'was not sent, or too long ago' }]
      : [],
  );
  if (faults.length > 0 && !isInNeed(asked))
    throw new DeskError('invalid', 'a file was not sent, or too long ago', { faults });
  return files.flatMap(({ name, type }, at) => {
    const content = contents[at];
    return content === undefined ? [] : [{ name, type, content }];
  });
}

/** How a request came in, and how sure it is who asks. */
export type How = Readonly<{
  channel: Channel;
  verified: boolean;
  /** The agent who writes it down for somebody else (A3). */
  submitter?: string;
  /** Its key in the books (E2): the same request again finds the case it opened. */
  key: string;
}>;

/**
 * Opens the case of a request that is no mail, by the same rules as that of a mail (row 2): one commit with its clocks, its
 * acknowledgement and its process. Repeating is safe: words and files are kept under the request's own key, and the ledger
 * row is written once; whoever comes second is answered with the case that is there (C1).
 */
export async function openRequest(desk: Ports, asked: Asked, how: How): Promise<Case> {
  const { channel, verified, key, submitter } = how;
  const opened = async () => {
    const caseId = (await desk.ledger.find(key))?.caseId;
    return caseId === undefined ? undefined : desk.cases.find(caseId);
  };
  const before = await opened();
  if (before !== undefined) return before;
  const { placement, shadow, said } = placed(desk, asked);
  const quiet = isRestricted(placement);
  const files = await sent(desk, asked);
  const policy = desk.catalogue.department(placement.department).files ?? {};
  const attachments = await keepFiles(desk, { quiet, folder: key, policy }, files);
  const body = keyFor(quiet, `messages/${key}`);
  await desk.bodies.put(body, { text: asked.text, ...(attachments.length > 0 && { attachments }) });
  const matter = (to: Placement) => ({
    channel,
    requester: { address: asked.address },
    subject: asked.subject,
    body,
    verified,
    ...(submitter !== undefined && { submitter }),
    placement: to,
    said: said(to),
    // An address that only somebody typed is written nothing (E4, E11).
    acknowledge: verified,
    ledger: { key, at: desk.now() },
  });
  try {
    if (shadow !== undefined) await openShadow(desk, matter(shadow));
    return await openCase(desk, matter(placement));
  } catch (error) {
    if (!isRefusal(error, 'duplicate') && !isRefusal(error, 'stale-version')) throw error;
    const first = await opened();
    if (first === undefined) throw error;
    return first;
  }
}
