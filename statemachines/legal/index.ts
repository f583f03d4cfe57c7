import type { DepartmentFolder } from '../words/department.ts';
import { contractReview } from './contract-review.ts';
import { legal } from './department.ts';
import { policyQuestion } from './policy-question.ts';
import { regulatoryDeadline } from './regulatory-deadline.ts';

/** Legal and compliance with the processes its cases follow. */
export const legalFolder: DepartmentFolder = {
  ...legal,
  processes: [contractReview, policyQuestion, regulatoryDeadline],
};
