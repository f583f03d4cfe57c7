import { stageWord } from '../../delivery/wording.ts';
import type { Catalogue } from '../../department.ts';
import { isOver } from '../case.ts';
import { isQuiet } from '../quiet.ts';
import { answeredOf, asksOf } from './asks.ts';
import { ballOf, outstandingOf, withUs } from './ball.ts';
import { linesOf } from './lines.ts';
import { promisesOf } from './promises.ts';
import { groupWord } from './roles.ts';
import type { Ball, Known, Openness, PartLine, Status } from './status.ts';

/** Whoever leads it: the group it was handed to, or the department's team. */
function contactOf(catalogue: Catalogue, { of, leader }: Known): string {
  const own = catalogue.department(of.department);
  const [local] = of.assignee?.split('@') ?? [];
  const [group = 'team'] = Object.entries(own.groups).find(([, address]) => address === local) ?? [];
  const role = groupWord(own, group);
  return leader === undefined ? role : `${leader} (${role})`;
}

const partOf = (catalogue: Catalogue, { reference, department, stage, ...rest }: Known['of']): PartLine => ({
  reference,
  department: catalogue.department(department).name,
  stage: stageWord(catalogue, department, stage),
  over: isOver(rest),
});

/** Whose turn it is and nothing else: who is asked, and which day is waited for, may tell what it is about. */
function wordless({ holder, label }: Ball, department: string): Ball {
  if (holder === 'date') return { holder, who: [], label: 'Nobody has to do anything just now.' };
  return holder === 'you' || holder === 'nobody' ? { holder, who: [], label } : withUs([department]);
}

/**
 * Where a case stands for whoever asked, from what its reader may know. Of somebody in distress only that it is with people:
 * no kind, no department, no time (row 14). By a link, a confidential case says its number, where it stands and whose turn
 * it is, and not a word more: whoever gets a mail passed on has the link too.
 */
export function statusOf(catalogue: Catalogue, known: Known, now: string, openness: Openness): Status {
  const { of } = known;
  const own = catalogue.department(of.department);
  const stage = stageWord(catalogue, of.department, of.stage);
  const bare: Status = {
    caseId: of.id,
    reference: of.reference,
    status: of.status,
    stage: of.stage,
    label: { stage },
    asks: [],
    answered: [],
    outstanding: [],
    promises: [],
    parts: [],
    history: [],
  };
  if (isQuiet(of)) return bare;
  const promises = promisesOf(catalogue, of, now);
  const ball = ballOf(catalogue, known, now);
  if (openness === 'by-link' && of.confidential)
    return {
      ...bare,
      promises: promises.filter(({ due }) => due !== undefined),
      ball: wordless(ball, own.name),
    };
  const beside = openness === 'taking-part';
  return {
    ...bare,
    label: {
      stage,
      kind: own.words.kinds[of.kind] ?? 'matter',
      department: own.name,
      service: catalogue.service(of.department, of.service).title,
    },
    contact: contactOf(catalogue, known),
    // Who only takes part is not told that it is their turn.
    ball: beside && ball.holder === 'you' ? { ...ball, label: 'It waits for whoever asked for it.' } : ball,
    asks: beside ? [] : asksOf(catalogue, known, now),
    answered: beside ? [] : answeredOf(catalogue, known),
    outstanding: outstandingOf(catalogue, known),
    promises: beside ? promises.filter(({ due }) => due !== undefined) : promises,
    parts: known.parts.map((part) => partOf(catalogue, part)),
    history: linesOf(catalogue, known, openness),
  };
}
