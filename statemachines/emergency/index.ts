import type { DepartmentFolder } from '../words/department.ts';
import { alarm } from './alarm.ts';
import { emergency } from './department.ts';

/** Emergency with the process its cases follow. */
export const emergencyFolder: DepartmentFolder = { ...emergency, processes: [alarm] };
