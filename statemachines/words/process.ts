/** Anything JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Who acts in a state, in words: printed on the drawn map and in the table of responsibilities. */
export type Role = string;

/** What people see of a state besides its name; kept out of the deployed definition's semantics (it travels as `Comment`). */
export type Meta = Readonly<{ role: Role; procedure?: string }>;

/** A state of the Amazon States Language (JSONata), as plain data. */
export type State<Name extends string = string> = Readonly<{
  Type: 'Task' | 'Choice' | 'Wait' | 'Parallel' | 'Map' | 'Pass' | 'Succeed' | 'Fail';
  Comment?: string;
  Next?: Name;
  Default?: Name;
  End?: true;
  Choices?: readonly Readonly<{ Condition: string; Next: Name }>[];
  Catch?: readonly Readonly<{ ErrorEquals: readonly string[]; Next: Name; Assign?: Json; Output?: Json }>[];
  Retry?: Json;
  Resource?: string;
  Arguments?: Json;
  Assign?: Json;
  Output?: Json;
  TimeoutSeconds?: number | string;
  HeartbeatSeconds?: number | string;
  Branches?: readonly Part[];
  Items?: string;
  ItemSelector?: Json;
  MaxConcurrency?: number;
  ItemProcessor?: Part & Readonly<{ ProcessorConfig: Readonly<{ Mode: 'INLINE' }> }>;
  Seconds?: number | string;
  Timestamp?: string;
}>;

/** States that belong together: a whole process, one branch of it, or what is done for each of a list. */
export type Part = Readonly<{
  Comment?: string;
  StartAt: string;
  States: Readonly<Record<string, State>>;
}>;

/** A whole state machine as it is deployed, run locally, drawn and checked: one and the same object. */
export type Definition = Part &
  Readonly<{
    Comment: string;
    QueryLanguage?: 'JSONata';
    TimeoutSeconds?: number;
  }>;

/** A department's process: its name (kebab-case, unique in the department), its version and its definition. */
export type Process = Readonly<{ name: string; version: string; definition: Definition }>;
