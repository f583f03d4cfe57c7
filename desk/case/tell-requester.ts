import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { Case } from './case.ts';
import { hears } from './children.ts';
import { answeredClocks } from './clocks.ts';
import { change } from './commit.ts';
import { type Actor, type CaseFact, happened } from './events.ts';
import { toldAt } from './own-facts.ts';
import { isLate, stopLate } from './stop-process.ts';

/** A sentence of a process for the requester, with the visit of the state that says it. */
export type Telling = Readonly<{
  caseId: string;
  execution: string;
  state: string;
  entered: string;
  text: string;
  /**
   * What a person of the department has answered last and says to the requester, and who it is: said before the text, and
   * an answer of a human (L1). Where they said nothing, the sentence of the process is no answer (L3).
   */
  words?: string;
  by?: string;
  /** Facts of the case that are told below it, by what people call them; one that is not known is left out. */
  facts?: Readonly<Record<string, string>>;
  /** The department's word for where the case stands from then on. */
  stage?: string;
}>;

/** What is told, with the facts as they stand when it is said. */
function spoken(
  { words = '', text, facts = {} }: Pick<Telling, 'words' | 'text' | 'facts'>,
  of: Case,
): string {
  const lines = Object.entries(facts).flatMap(([label, name]) => {
    const value = of.facts[name];
    return value === undefined ? [] : [`${label}: ${value}`];
  });
  const said = [text, ...lines].join('\n');
  return words.trim() === '' ? said : `${words.trim()}\n\n${said}`;
}

/**
 * Tells the requester something in the course of a process. Repeating is safe: the visit of the state is remembered on
 * the case, so the same visit tells once. An unverified requester is told nothing (E4), and nobody
 * is once the case is over: then the execution is stopped. What is said in a part of another case is a note there:
 * its requester hears from the whole. Refuses `case-not-found`.
 */
export async function tellRequester(
  desk: Ports,
  { caseId, execution, state, entered, ...telling }: Telling,
): Promise<Case> {
  const after = await change(
    desk,
    caseId,
    (found) => {
      if (isLate(found, execution)) return stopLate(desk, found, execution);
      const visit = `${execution}|${state}|${entered}`;
      // Of each state its own: branches tell at the same time, and one of them may be told to try again.
      const told = toldAt(state);
      const text = spoken(telling, found);
      if (found.facts[told] === visit || !found.verified) return undefined;
      const by: Actor = { kind: 'process', id: execution };
      const person = telling.words?.trim() ? telling.by : undefined;
      const once: CaseFact[] = [
        { type: 'FactRecorded', name: told, value: visit },
        ...(telling.stage === undefined ? [] : [{ type: 'StageReached' as const, stage: telling.stage }]),
      ];
      if (!hears(desk.catalogue, found))
        return { events: happened(desk.now(), by, ...once, { type: 'NoteAdded', text }), effects: [] };
      const to = [found.requester.address];
      const sent: CaseFact = { type: 'MessageSent', to, template: 'told' };
      const said =
        person === undefined
          ? happened(desk.now(), by, sent)
          : happened(
              desk.now(),
              { kind: 'agent', id: person },
              sent,
              ...answeredClocks(desk.catalogue, found),
            );
      return {
        events: [...happened(desk.now(), by, ...once), ...said],
        effects: [
          {
            kind: 'mail',
            id: `${found.id}-${found.version + 1}-told`,
            to,
            template: 'told',
            values: { text, ...(person !== undefined && { by: person }) },
          },
        ],
      };
    },
    { answers: true },
  );
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}
