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
    if (found === undefined || viewOf(viewer, found) === 'none')
      throw new DeskError('case-not-found', 'there is no such case, or it is not yours to see');
    return readStatus(desk(), await goesOnFor(desk(), found, viewer), viewer, 'all');
  },
};
