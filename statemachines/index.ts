import { careFolder } from './care/index.ts';
import { emergencyFolder } from './emergency/index.ts';
import { facilitiesFolder } from './facilities/index.ts';
import { hrFolder } from './hr/index.ts';
import { initiativeFolder } from './initiative/index.ts';
import { itFolder } from './it/index.ts';
import { legalFolder } from './legal/index.ts';
import { payrollFolder } from './payroll/index.ts';
import { securityFolder } from './security/index.ts';
import { triageFolder } from './triage/index.ts';
import type { DepartmentFolder } from './words/department.ts';

/** Every department the desk serves, with its processes. A new one is one folder and a line here and in `departments.ts`. */
export const DEPARTMENTS: readonly DepartmentFolder[] = [
  itFolder,
  hrFolder,
  facilitiesFolder,
  securityFolder,
  payrollFolder,
  legalFolder,
  initiativeFolder,
  careFolder,
  emergencyFolder,
  triageFolder,
];
