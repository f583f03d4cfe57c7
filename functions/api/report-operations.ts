import { type Viewer, viewOfReport } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import { DeskError } from '#desk/errors.ts';
import type { ClockName } from '#desk/sla/clock.ts';
import { approveExclusion, askExclusion } from '#desk/sla/exclude-breach.ts';
import { publish } from '#desk/sla/published.ts';
import { casesReceived, readDays } from '#desk/sla/received.ts';
import { reportPromises } from '#desk/sla/report.ts';
import { desk } from '../writing-desk.ts';
import { type Call, opened, seen } from './call.ts';
import { viewerOf } from './viewer.ts';

/** A quarter of ordinary mail is read in seconds; whoever wants more asks month by month, or on the command line. */
const MOST_DAYS = 92;
const MOST_CASES = 5_000;

/** Who asks, and whether their token names the group that leads the case's department. */
const person = (viewer: Viewer, { department }: Case) => ({
  id: viewer.sub,
  lead: viewer.groups.includes(desk().catalogue.department(department).groups.lead),
});

/** How promises were kept, and which breaches are held against nobody. */
export const REPORTS = {
  reportPromises: async ({ event }: Call<undefined>) => {
    const viewer = viewerOf(event);
    const { from, to, department } = event.queryStringParameters ?? {};
    const departments = desk().catalogue.departments.filter(
      (each) => (department === undefined || each.id === department) && viewOfReport(viewer, each) !== 'none',
    );
    if (departments.length === 0)
      throw new DeskError('not-allowed', 'there is no such report, or it is not yours to see');
    const days = readDays(from, to, MOST_DAYS);
    const found: Case[] = [];
    for await (const each of casesReceived(desk(), days))
      if (found.push(each) > MOST_CASES)
        throw new DeskError('too-large', `more than ${MOST_CASES} cases: ask for fewer days`);
    const { catalogue, now } = desk();
    return publish(viewer, departments, days, reportPromises(found, catalogue.calendar, now()));
  },

  askExclusion: async ({ event, body, path }: Call<{ reason: string }>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    const clock = (path.clock ?? '') as ClockName;
    return opened(await askExclusion(desk(), found.id, person(viewer, found), { clock, ...body }));
  },

  approveExclusion: async ({ event, path }: Call<undefined>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    return opened(
      await approveExclusion(desk(), found.id, person(viewer, found), (path.clock ?? '') as ClockName),
    );
  },
};
