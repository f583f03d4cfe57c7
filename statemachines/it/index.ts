import type { DepartmentFolder } from '../words/department.ts';
import { accessChange } from './access-change.ts';
import { accessRemoval } from './access-removal.ts';
import { accessRequest } from './access-request.ts';
import { it } from './department.ts';
import { deviceExchange } from './device-exchange.ts';
import { incident } from './incident.ts';
import { knownProblem } from './known-problem.ts';
import { serviceRequest } from './service-request.ts';

/** IT with the processes its cases follow. */
export const itFolder: DepartmentFolder = {
  ...it,
  processes: [
    incident,
    serviceRequest,
    accessRequest,
    deviceExchange,
    knownProblem,
    accessChange,
    accessRemoval,
  ],
};
