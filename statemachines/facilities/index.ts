import type { DepartmentFolder } from '../words/department.ts';
import { facilities } from './department.ts';
import { officeMove } from './office-move.ts';
import { urgentAccess } from './urgent-access.ts';
import { workOrder } from './work-order.ts';
import { workplaceChange } from './workplace-change.ts';

/** Facilities with the processes its cases follow. */
export const facilitiesFolder: DepartmentFolder = {
  ...facilities,
  processes: [workOrder, officeMove, urgentAccess, workplaceChange],
};
