import { continueProcess } from '#desk/case/continue-process.ts';
import { handOn } from '#desk/case/hand-on.ts';
import { readFact } from '#desk/case/read-fact.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import type { Ports } from '#desk/ports.ts';
import { ask } from '#desk/task/ask.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import { inquire } from '#desk/task/inquiry/inquire.ts';
import { openChild } from '#desk/task/open-child.ts';
import { settle } from '#desk/task/settle.ts';
import type { Step } from '#statemachines/words/invoke.ts';

type Ending = Readonly<{
  caseId: string;
  execution: string;
  outcome: string;
  text?: string;
  handsOn?: boolean;
}>;
type Given<Verb extends (desk: Ports, payload: never) => unknown> = Parameters<Verb>[1];

/** A step of a process: its payload in, what the process gets out. */
export type Run = (payload: unknown) => Promise<unknown>;

/** The steps of processes as `functions/steps/` runs them, on a desk in memory. */
export function stepsOn(desk: Ports): Readonly<Record<Step, Run>> {
  const steps = {
    ask: async (asking: Given<typeof ask> | Given<typeof askRequester> | Given<typeof inquire>) => ({
      ref:
        'by' in asking
          ? await inquire(desk, asking)
          : 'of' in asking && !('requester' in asking.of)
            ? await ask(desk, asking)
            : await askRequester(desk, asking as Given<typeof askRequester>),
    }),
    openChild: async (part: Given<typeof openChild>) => ({ ref: await openChild(desk, part) }),
    settleTask: ({
      caseId,
      state,
      execution,
    }: Readonly<{ caseId: string; state: string; execution: string }>) =>
      settle(desk, caseId, state, execution),
    readFact: (reading: Given<typeof readFact>) => readFact(desk, reading),
    tellRequester: async (telling: Given<typeof tellRequester>) => ({
      status: (await tellRequester(desk, telling)).status,
    }),
    continueProcess: (renewal: Given<typeof continueProcess>) => continueProcess(desk, renewal),
    resolveCase: async ({ caseId, execution, outcome, text, handsOn = false }: Ending) => {
      if (handsOn) await handOn(desk, caseId, execution);
      const by = { kind: 'process' as const, id: execution };
      const { status } = await resolveCase(desk, caseId, by, { outcome, ...(text ? { text } : {}) });
      return { status };
    },
  };
  return steps as unknown as Readonly<Record<Step, Run>>;
}
