import { handOn } from '#desk/case/hand-on.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { resolveLinked } from '#desk/case/resolve-linked.ts';
import { desk } from '../desk.ts';
import { step } from '../shell/step.ts';

type Payload = Readonly<{
  caseId: string;
  execution: string;
  outcome: string;
  text?: string;
  handsOn?: boolean;
  withLinked?: boolean;
}>;

/** The last act of a process: the case is resolved and its requester hears. Repeating leaves a resolved case as it is. */
export const handler = step(
  async ({ caseId, execution, outcome, text, handsOn = false, withLinked = false }: Payload) => {
    // First, so that a step that stops in between and is run again loses nothing.
    if (handsOn) await handOn(desk(), caseId, execution);
    const how = { outcome, ...(text ? { text } : {}) };
    if (withLinked) await resolveLinked(desk(), caseId, how, execution);
    const by = { kind: 'process' as const, id: execution };
    const { status } = await resolveCase(desk(), caseId, by, how);
    return { status };
  },
);
