import type { DepartmentFolder } from '../words/department.ts';
import { hr } from './department.ts';
import { joiner } from './joiner.ts';
import { leaveOfAbsence } from './leave-of-absence.ts';
import { leaver } from './leaver.ts';
import { medicalLeave } from './medical-leave.ts';
import { mover } from './mover.ts';
import { question } from './question.ts';
import { timekeepingCorrection } from './timekeeping-correction.ts';

/** HR with the processes its cases follow. */
export const hrFolder: DepartmentFolder = {
  ...hr,
  processes: [leaveOfAbsence, medicalLeave, timekeepingCorrection, joiner, mover, leaver, question],
};
