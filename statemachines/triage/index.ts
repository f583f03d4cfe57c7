import type { DepartmentFolder } from '../words/department.ts';
import { triage } from './department.ts';

/** Triage with the processes its cases follow. */
export const triageFolder: DepartmentFolder = { ...triage, processes: [] };
