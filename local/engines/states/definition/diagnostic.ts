/** One thing wrong with a definition, as `ValidateStateMachineDefinition` tells it. */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  readonly location?: string;
}

/** Collects what is wrong while a definition is read. */
export type Report = (location: string, message: string, code?: string) => void;

/** A report and what it has collected. */
export function newReport(): { readonly report: Report; readonly found: Diagnostic[] } {
  const found: Diagnostic[] = [];
  const report: Report = (location, message, code = 'SCHEMA_VALIDATION_FAILED') => {
    found.push({ severity: 'ERROR', code, message, location });
  };
  return { report, found };
}
