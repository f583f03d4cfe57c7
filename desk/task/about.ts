import type { Case } from '../case/case.ts';
import { isQuiet } from '../case/quiet.ts';
import type { Task } from './task.ts';

/** What a system is told of the case besides what it is asked, as the case is now (W2). */
export const aboutOf = (
  found: Pick<Case, 'reference' | 'process' | 'service' | 'priority' | 'confidential' | 'kind'>,
): Task['about'] => ({
  reference: found.reference,
  process: found.process ?? '',
  service: found.service,
  priority: found.priority,
  dataClass: isQuiet(found) ? 'restricted' : found.confidential ? 'confidential' : 'internal',
});
