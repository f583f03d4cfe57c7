import type { Service } from '#desk/department.ts';
import { colleagues } from './colleagues.ts';
import { faults } from './faults.ts';
import { wishes } from './wishes.ts';

/** What people come to IT with. */
export const services: readonly Service[] = [...faults, ...wishes, ...colleagues];
