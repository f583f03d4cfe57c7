import type { DepartmentFolder } from '../words/department.ts';
import { badgeChange } from './badge-change.ts';
import { badgeEnd } from './badge-end.ts';
import { security } from './department.ts';
import { incident } from './incident.ts';
import { lostBadge } from './lost-badge.ts';
import { phishingReport } from './phishing-report.ts';

/** Security with the processes its cases follow. */
export const securityFolder: DepartmentFolder = {
  ...security,
  processes: [lostBadge, phishingReport, incident, badgeChange, badgeEnd],
};
