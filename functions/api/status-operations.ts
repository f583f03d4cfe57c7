import { viewOf } from '#desk/case/authorise.ts';
import { goesOnFor, readStatus } from '#desk/case/status/read-status.ts';
import { DeskError } from '#desk/errors.ts';
import { desk } from '../desk.ts';
import type { Call } from './call.ts';
import { viewerOf } from './viewer.ts';

/** What may be asked of where a case stands. */
export const STATUS = {
  showStatus: async ({ event, path }: Call<undefined>) => {
    const viewer = viewerOf(event);
    const found = await desk().cases.find(path.caseId ?? '');
    const view = found === undefined ? 'none' : viewOf(viewer, found);
    if (found === undefined || view === 'none')
      throw new DeskError('case-not-found', 'there is no such case, or it is not yours to see');
    const theirs = view === 'agent' || viewer.sub === found.requester.address;
    const of = await goesOnFor(desk(), found, viewer);
    return readStatus(desk(), of, viewer, theirs ? 'all' : 'taking-part');
  },
};
