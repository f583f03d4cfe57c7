import type { DepartmentFolder } from '../words/department.ts';
import { payroll } from './department.ts';
import { payChange } from './pay-change.ts';
import { payrollCorrection } from './payroll-correction.ts';
import { purchaseRequest } from './purchase-request.ts';

/** Payroll and finance with the processes its cases follow. */
export const payrollFolder: DepartmentFolder = {
  ...payroll,
  processes: [payrollCorrection, purchaseRequest, payChange],
};
