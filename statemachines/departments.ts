import type { Department } from '#desk/department.ts';
import { care } from './care/department.ts';
import { emergency } from './emergency/department.ts';
import { facilities } from './facilities/department.ts';
import { hr } from './hr/department.ts';
import { initiative } from './initiative/department.ts';
import { it } from './it/department.ts';
import { legal } from './legal/department.ts';
import { payroll } from './payroll/department.ts';
import { security } from './security/department.ts';
import { triage } from './triage/department.ts';

/**
 * What the desk knows of every department, without the definitions of their processes: handlers start and resume
 * processes by name, so that a definition is in no bundle and its change is in no other stack.
 */
export const departments: readonly Department[] = [
  it,
  hr,
  facilities,
  security,
  payroll,
  legal,
  initiative,
  care,
  emergency,
  triage,
];
