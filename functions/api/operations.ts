import { mayCount, mayList, viewOf } from '#desk/case/authorise.ts';
import { isUrgent } from '#desk/case/quiet.ts';
import { DeskError } from '#desk/errors.ts';
import { answerTask as answer } from '#desk/task/answer.ts';
import type { Task } from '#desk/task/task.ts';
import { desk } from '../writing-desk.ts';
import { APPROVALS, vote } from './approval-operations.ts';
import { agent, type Call, limitOf, paged } from './call.ts';
import { CASES } from './case-operations.ts';
import { CONVERSATIONS } from './conversation-operations.ts';
import { INTERACTIONS } from './interaction-operations.ts';
import { LEDGER } from './ledger-operation.ts';

import type { Apart, Operation } from './routes.ts';
import { RUNNING } from './running-operations.ts';
import { Address } from './schemas.ts';
import { SERVICES } from './service-operations.ts';
import { viewerOf } from './viewer.ts';

/** A case as those see it who may only know that there is one: no id, no name, no hour. */
const RESTRICTED_LINE = { caseId: '', reference: '', priority: 0, stage: 'restricted case', dueAt: '' };

/**
 * Everything that can be done with cases that are there, and around them; the body has the shape of the operation's
 * schema when it arrives here. Opening them is a function's of its own (`open.ts`), and so is the description (`describe.ts`), and what those ask who answer for the work (`oversight.ts`).
 */
export const OPERATIONS = {
  ...CASES,
  ...CONVERSATIONS,
  ...RUNNING,
  ...INTERACTIONS,
  ...LEDGER,
  ...SERVICES,

  listQueue: async ({ event, path }: Call<undefined>) => {
    const department = desk().catalogue.departments.find(({ id }) => id === path.department);
    const viewer = viewerOf(event);
    if (department !== undefined && !mayList(viewer, department) && mayCount(viewer, department)) {
      const { items } = await desk().cases.listQueue(department.id, limitOf(event));
      // No cursor: it would name the last case of the page.
      return { items: items.map(() => RESTRICTED_LINE) };
    }
    if (department === undefined || !mayList(viewer, department)) {
      throw new DeskError('not-allowed', 'there is no such queue, or it is not yours to see');
    }
    return paged(event, `queue ${department.id}`, (limit, from) =>
      desk().cases.listQueue(department.id, limit, from),
    );
  },

  listMine: async ({ event }: Call<undefined>) => {
    const viewer = viewerOf(event);
    const found = await Promise.all(
      (await desk().cases.listForRequester(viewer.sub, limitOf(event))).map((id) => desk().cases.find(id)),
    );
    return {
      items: found.flatMap((each) =>
        // What became a part is told of by its whole.
        each === undefined || each.adopted || viewOf(viewer, each) === 'none'
          ? []
          : [
              {
                caseId: each.id,
                reference: each.reference,
                priority: each.priority,
                stage: each.stage,
                dueAt: isUrgent(each) ? '' : (each.dueAt ?? ''),
              },
            ],
      ),
    };
  },

  answerTask: async ({
    event,
    body,
    path,
  }: Call<{ outcome: string; comment?: string; fields?: Record<string, string> }>) => {
    const viewer = viewerOf(event);
    const voted = await vote(viewer, path.taskRef ?? '', body);
    if (voted !== undefined) return voted;
    const mine = ({ of, department }: Task) =>
      (of.kind === 'person' && of.address === viewer.sub) ||
      (of.kind === 'group' && viewer.groups.includes(department));
    return answer(
      desk(),
      path.taskRef ?? '',
      agent(viewer),
      { ...body, by: viewer.sub, at: desk().now() },
      mine,
    );
  },

  keepPerson: async ({ event, body, path }: Call<{ name?: string; manager?: string; location?: string }>) => {
    if (!viewerOf(event).groups.includes('platform'))
      throw new DeskError('not-allowed', 'only the platform team keeps the directory');
    const address = (path.address ?? '').toLowerCase();
    if (!Address.safeParse(address).success) {
      const message = 'should be a mail address';
      throw new DeskError('invalid', `address ${message}`, { faults: [{ pointer: '/address', message }] });
    }
    await desk().directory.keep({ address, ...body });
    return body;
  },

  ...APPROVALS,
} satisfies Record<Exclude<Operation, Apart>, (call: Call<never>) => Promise<unknown>>;
