import type { DepartmentFolder } from '../words/department.ts';
import { hr } from './department.ts';
import { leaveOfAbsence } from './leave-of-absence.ts';
import { medicalLeave } from './medical-leave.ts';
import { question } from './question.ts';
import { timekeepingCorrection } from './timekeeping-correction.ts';

/** HR with the processes its cases follow. */
export const hrFolder: DepartmentFolder = {
  ...hr,
  processes: [leaveOfAbsence, medicalLeave, timekeepingCorrection, question],
};
