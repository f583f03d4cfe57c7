import type { Effect } from '../../delivery/effect.ts';
import { inList, inZone, stageWord } from '../../delivery/wording.ts';
import type { Catalogue } from '../../department.ts';
import type { CommitRow } from '../../ports.ts';
import type { Case } from '../case.ts';
import type { CaseEvent } from '../events.ts';
import type { Known, Line, Openness } from './status.ts';

/** The newest things that happened; nobody reads further back than this. */
const MOST = 12;

const LONGEST = 240;

/** What the desk told its requester by itself in a commit, as the mail or chat said it. */
function toldIn(effects: readonly Effect[]): string | undefined {
  const told = effects.find(
    (effect) => (effect.kind === 'mail' || effect.kind === 'chat') && effect.template === 'told',
  );
  const text = told !== undefined && 'values' in told ? told.values?.text : undefined;
  return text?.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

const WRITTEN: ReadonlySet<CaseEvent['type']> = new Set(['MessageReceived', 'MessageSent']);

type Reading = Readonly<{
  catalogue: Catalogue;
  of: Case;
  /** The parts that may be spoken of, by the reference of their task. */
  parts: ReadonlyMap<string, Case>;
  effects: readonly Effect[];
  /** Where it lay when it happened: its words were those of that department. */
  department: string;
}>;

/** What an event is to whoever asked; undefined for what is the desk's own business, like a note or a hand-over. */
function said(event: CaseEvent, { catalogue, of, parts, effects, department }: Reading): string | undefined {
  const name = (ref: string) => {
    const part = parts.get(ref);
    return part && catalogue.department(part.department).name;
  };
  switch (event.type) {
    case 'CaseOpened':
      return 'We have it.';
    case 'MessageReceived':
      return event.from === of.requester.address && event.automatic === undefined && event.via === undefined
        ? 'You wrote to us.'
        : undefined;
    case 'MessageSent':
      if (!event.to.includes(of.requester.address) || event.via !== undefined) return undefined;
      if (event.body !== undefined)
        return event.waiting ? 'We wrote to you and wait for your answer.' : 'We wrote to you.';
      if (event.template === 'missing') return 'We asked you for what was missing.';
      return event.template === 'told' ? toldIn(effects) : undefined;
    case 'TaskAsked':
      return name(event.ref) && `${name(event.ref)} began its part.`;
    case 'TaskAnswered':
      return name(event.ref) && `${name(event.ref)} ended its part.`;
    case 'StageReached':
      return `It is ${stageWord(catalogue, department, event.stage)}.`;
    case 'CaseResolved':
      return `It is ${stageWord(catalogue, department, event.outcome)}.`;
    case 'CaseHeld':
      return `It rests until ${inZone(catalogue, department, event.until)}.`;
    case 'CaseContinued':
      return 'It goes on.';
    case 'CaseExpedited':
      return 'It is to be done sooner.';
    case 'CaseReopened':
      return 'It was opened again.';
    case 'CaseCancelled':
      return 'It was cancelled.';
    case 'CaseClosed':
      return 'It was closed.';
    case 'CaseMerged':
      return `It is ${stageWord(catalogue, department, 'merged')}.`;
    case 'CaseUnmerged':
      return 'It is dealt with by itself again.';
    default:
      return undefined;
  }
}

/**
 * What happened to a case in plain lines, the newest first. Only what its requester was told or did, and where it stood: no
 * note, no name, nothing of another case (row 27). By a link, what happened while it was confidential is left out; to those who
 * take part, what was written between the requester and the desk.
 */
export function linesOf(catalogue: Catalogue, { of, commits, parts }: Known, openness: Openness): Line[] {
  const byRef = new Map(parts.flatMap((part) => (part.parent ? [[part.parent.taskRef, part] as const] : [])));
  let [department, confidential, stood] = [of.department, of.confidential, ''];
  const lines: Line[] = [];
  const read = ({ events, effects }: CommitRow) => {
    for (const event of events) {
      if (event.type === 'CaseOpened' || event.type === 'CaseRouted')
        [department, confidential] = [event.department, event.confidential];
      if (openness === 'by-link' && confidential) continue;
      if (openness === 'taking-part' && WRITTEN.has(event.type)) continue;
      const label = said(event, { catalogue, of, parts: byRef, effects, department });
      // Each of several teams that are asked at once says anew where it stands.
      if (label === undefined || label === '' || label === stood || label === lines.at(-1)?.label) continue;
      if (event.type === 'StageReached') stood = label;
      lines.push({ at: event.at, on: inList(catalogue, of.department, event.at), label });
    }
  };
  commits.forEach(read);
  return lines.slice(-MOST).reverse();
}
