import { facilities } from './facilities/department.ts';
import { hr } from './hr/department.ts';
import { it } from './it/department.ts';
import { triage } from './triage/department.ts';
import type { DepartmentFolder } from './words/department.ts';

/** Every department the desk serves. A new one is one folder and one line here. */
export const DEPARTMENTS: readonly DepartmentFolder[] = [it, hr, facilities, triage];
