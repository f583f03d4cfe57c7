import { judgeFile } from '#desk/case/files/judge-file.ts';
import { mayHandOut } from '#desk/case/files/scan.ts';
import { DeskError } from '#desk/errors.ts';
import { LINK_SECONDS, linkTo } from '../aws/presigned.ts';
import { table } from '../aws/the-table.ts';
import { required } from '../environment.ts';
import { desk } from '../writing-desk.ts';
import { agent, type Call, seen } from './call.ts';
import { seenFile } from './seen-file.ts';
import { evidenceOf } from './show-evidence.ts';
import { viewerOf } from './viewer.ts';

/** Why a file is not handed out, by its state. */
const WAITS: Readonly<Record<string, string>> = {
  pending: 'the file is being looked at for viruses; please try again in a minute',
  unscanned: 'nobody has looked at the file for viruses, and its department does not hand such files out',
  infected: 'the file is infected',
  failed: 'the file could not be looked at for viruses; somebody who works on the case decides',
};

/** What may be done with the files of a case. */
export const FILES = {
  exportEvidence: async ({ event, path }: Call<undefined>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    return evidenceOf(desk(), viewer, found);
  },

  showFile: async ({ event, path }: Call<undefined>) => {
    const { found, file, state } = await seenFile(viewerOf(event), path);
    const policy = desk().catalogue.department(found.department).files ?? {};
    if (!mayHandOut(state, policy)) throw new DeskError('conflict', WAITS[state] ?? state);
    const expiresAt = new Date(Date.parse(desk().now()) + LINK_SECONDS * 1000).toISOString();
    const place = { bucket: required('BODIES_BUCKET'), key: file.key };
    return { name: file.name, bytes: file.bytes, url: await linkTo(table().db, place, file.name), expiresAt };
  },

  decideOnFile: async ({ event, body, path }: Call<{ decision: 'release' | 'refuse' }>) => {
    const viewer = viewerOf(event);
    const { file, state } = await seenFile(viewer, path, 'agent');
    if (state !== 'failed')
      throw new DeskError('conflict', 'only a file that could not be looked at is decided on');
    const verdict = body.decision === 'release' ? 'clean' : 'infected';
    await judgeFile(desk(), file.key, verdict, agent(viewer));
    return { n: path.n, state: verdict };
  },
};
