import type { DepartmentFolder } from '../words/department.ts';
import { care } from './department.ts';
import { listen } from './listen.ts';
import { look } from './look.ts';

/** Care with the processes its cases follow. */
export const careFolder: DepartmentFolder = { ...care, processes: [listen, look] };
