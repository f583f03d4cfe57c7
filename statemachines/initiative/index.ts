import type { DepartmentFolder } from '../words/department.ts';
import { initiative } from './department.ts';
import { initiativeProcess } from './initiative.ts';

/** Initiatives with the process they follow. */
export const initiativeFolder: DepartmentFolder = { ...initiative, processes: [initiativeProcess] };
