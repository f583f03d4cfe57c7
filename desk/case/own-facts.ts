import { OTHERWISE } from '../routing/otherwise.ts';

/** How often a requester was asked for what is missing. */
export const ASKED_BEFORE = 'askedForMissing';

/** Which execution was stopped because it came too late. */
export const STOPPED_EXECUTION = 'stoppedExecution';

/** To whom the desk stopped writing by itself (E10). */
export const MAIL_STOPPED = 'automaticMailStopped';

/** When all parts of a whole were done (E17). */
export const PARTS_DONE = 'partsDone';

/** The case it may belong to, where the evidence was too weak to join it (E8). */
export const MAYBE_RELATED = 'maybeRelated';

/** Which visit of a state has told the requester its sentence. */
export const toldAt = (state: string): string => `toldAt ${state}`;

/** That somebody who works on the case was told of the end of another one. */
export const toldOf = (caseId: string): string => `toldOf ${caseId}`;

const OWN: readonly string[] = [
  ASKED_BEFORE,
  STOPPED_EXECUTION,
  MAIL_STOPPED,
  PARTS_DONE,
  MAYBE_RELATED,
  OTHERWISE,
];

/** Whether a fact is a mark the desk keeps for itself, so that nothing is done twice: people do not correct it. */
export const isOwnFact = (name: string): boolean =>
  OWN.includes(name) || name.startsWith(toldAt('')) || name.startsWith(toldOf(''));
