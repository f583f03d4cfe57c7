import type { Department } from '#desk/department.ts';
import type { Process } from './process.ts';

/** A department's folder: what the desk knows of it, and the processes its cases follow. */
export type DepartmentFolder = Department & Readonly<{ processes: readonly Process[] }>;

/** The hours in seconds, for promises that read like promises. */
export const hours = (count: number): number => Math.round(count * 3600);

/** The minutes in seconds. */
export const minutes = (count: number): number => count * 60;
