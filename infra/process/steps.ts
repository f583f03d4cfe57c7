import { Construct } from 'constructs';
import type { Store } from '../case/store.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** The steps a process may run: the word in its definition, the function behind it, and what it does. */
export const STEPS = {
  ask: {
    name: 'ask',
    does: 'Asks a person or a system for something, and lets the process wait for the answer.',
  },
  settleTask: { name: 'settle-task', does: 'Writes down how a task ended that nobody answered in time.' },
  tellRequester: { name: 'tell-requester', does: 'Tells the requester something about the case.' },
  resolveCase: { name: 'resolve-case', does: 'Resolves the case, and asks the requester whether it helped.' },
  record: { name: 'record', does: 'Writes down what the process learned about the case.' },
} as const;

/** A step as definitions name it. */
export type Step = keyof typeof STEPS;

/** What the steps must be told. */
export interface StepsProps {
  /** The stage they belong to. */
  readonly settings: Settings;
  /** Where cases are. */
  readonly store: Store;
  /** Where the desk can be reached from outside. */
  readonly publicUrl: string;
}

/** The functions behind the steps. Processes invoke them by name; nothing else may. */
export class Steps extends Construct {
  constructor(scope: Construct, id: string, { settings, store, publicUrl }: StepsProps) {
    super(scope, id);
    for (const [word, { name, does }] of Object.entries(STEPS)) {
      const step = new DeskFunction(this, word[0]?.toUpperCase() + word.slice(1), {
        settings,
        name,
        entry: `functions/steps/${name}.ts`,
        does,
      });
      step
        .give('FRONT_DOOR', settings.frontDoor)
        .give('COMPANY_DOMAINS', settings.companyDomains.join(','))
        .give('PUBLIC_URL', publicUrl);
      store.cases.openTo(step);
      store.keys.openTo(step);
    }
  }
}
