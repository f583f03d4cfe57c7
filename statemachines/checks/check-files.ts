import { LARGEST_FILE } from '#desk/case/files/policy.ts';
import type { DepartmentCheck } from './check-department.ts';

/** What a department takes in by way of files is a size that can arrive, and endings without a dot that somebody could send. */
export const files: DepartmentCheck = ({ files = {} }) => {
  const { largest = LARGEST_FILE, only } = files;
  return [
    ...(Number.isInteger(largest) && largest > 0 && largest <= LARGEST_FILE
      ? []
      : [`its largest file is ${largest} bytes, and should be from 1 to ${LARGEST_FILE}`]),
    ...(only !== undefined && only.length === 0 ? ['it takes no file at all, without saying so'] : []),
    ...(only ?? [])
      .filter((ending) => !/^[a-z0-9]{1,10}$/.test(ending))
      .map((ending) => `'${ending}' is no ending of a file, in small letters and without a dot`),
  ];
};
