import { type Asking, ask } from './ask.ts';
import type { Meta } from './process.ts';
import { run } from './run.ts';

/** Who takes over what people left lying, and what the requester hears while nobody has done it. */
export type Entrusting<Lead extends string, Told extends string, Name extends string> = Omit<
  Asking<Name>,
  'onSilence' | 'onFailure'
> &
  Readonly<{
    lead: Meta &
      Readonly<{ state: Lead; of?: `group.${string}`; question?: string; hours?: number; stage?: string }>;
    meanwhile: Readonly<{ state: Told; text: string }>;
  }>;

/**
 * Entrusts work to a group and lets nobody forget it: what the group leaves lying falls to its lead, what the lead
 * leaves lying comes back to the group, and with every round the requester hears (K1, A5). Gives the states of both
 * questions and of the sentence between them; both may be answered alike.
 */
export function entrust<
  const Own extends string,
  const Lead extends string,
  const Told extends string,
  const Name extends string,
>(
  name: Own,
  of: `group.${string}`,
  { lead, meanwhile, ...asking }: Entrusting<Lead, Told, Name>,
): ReturnType<typeof ask<Own, Lead | Name>> &
  ReturnType<typeof ask<Lead, Told | Name>> &
  Readonly<Record<Told, ReturnType<typeof run<Own>>>> {
  const { state, of: whom = 'group.lead', ...others } = lead;
  const told = run('tellRequester', { role: 'desk', with: { text: meanwhile.text }, next: name });
  return {
    ...ask(name, of, { ...asking, onSilence: state as Lead | Name }),
    ...ask(state, whom, {
      ...asking,
      question: `Not done in time. ${asking.question}`,
      stage: 'with-lead',
      ...others,
      onSilence: meanwhile.state as Told | Name,
    }),
    ...({ [meanwhile.state]: told } as Record<Told, typeof told>),
  };
}
