import type { State } from './definition.ts';
import type { Report } from './diagnostic.ts';

/** Checks the paths and intrinsic functions of a JSONPath state. */
export function checkPaths(_state: State, at: string, report: Report): void {
  report(at, "This engine does not run the 'JSONPath' QueryLanguage yet; set QueryLanguage to 'JSONata'");
}
