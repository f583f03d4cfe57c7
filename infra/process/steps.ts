import { Construct } from 'constructs';
import type { Step } from '#statemachines/words/invoke.ts';
import type { Store } from '../case/store.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** What stands behind one step. */
interface StepFunction {
  /** The function's name in kebab-case, and its file in `functions/steps/`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly does: string;
  /** Whether it signs what it sends, and so needs the keys. */
  readonly signs?: true;
  /** Whether it keeps words, and so needs their bucket. */
  readonly keeps?: true;
}

/** The function behind each step a process may run. A step that none stands behind does not compile. */
export const STEPS: Readonly<Record<Step, StepFunction>> = {
  ask: {
    name: 'ask',
    does: 'Asks a person or a system for something, and lets the process wait for the answer.',
    signs: true,
  },
  openChild: {
    name: 'open-child',
    does: 'Opens a part of a case in another department, and lets the process wait for its end.',
    signs: true,
    keeps: true,
  },
  settleTask: { name: 'settle-task', does: 'Says what became of a question whose time is up.' },
  readFact: { name: 'read-fact', does: 'Reads a list or a date that stands on the case.' },
  tellRequester: { name: 'tell-requester', does: 'Tells the requester something about the case.' },
  continueProcess: {
    name: 'continue-process',
    does: 'Starts the execution that follows one which ran long enough.',
  },
  resolveCase: {
    name: 'resolve-case',
    does: 'Resolves the case, and asks the requester whether it helped.',
  },
};

/** What the steps must be told. */
export interface StepsProps {
  /** The stage they belong to. */
  readonly settings: Settings;
  /** Where cases are. */
  readonly store: Store;
}

/** The functions behind the steps. Processes invoke them by name; nothing else may. */
export class Steps extends Construct {
  constructor(scope: Construct, id: string, { settings, store }: StepsProps) {
    super(scope, id);
    for (const [word, { name, does, signs, keeps }] of Object.entries(STEPS)) {
      const step = new DeskFunction(this, word.charAt(0).toUpperCase() + word.slice(1), {
        settings,
        name,
        entry: `functions/steps/${name}.ts`,
        does,
      });
      store.openTo(step);
      if (signs) store.keys.openTo(step);
      if (keeps) store.bodies.openToWrite(step);
    }
  }
}
