import type { DepartmentEndpoint } from './doors/keep.ts';
import { Refusal } from './json.ts';

/** How a local runtime is started. */
export interface LocalOptions {
  /** The port of the HTTP door; 0 is any free one. */
  readonly httpPort?: number | undefined;
  /** The port of the mail door; 0 is any free one. */
  readonly smtpPort?: number | undefined;
  /** Where everything is kept. */
  readonly folder?: string | undefined;
  /** A cloud assembly that is already synthesized. */
  readonly assembly?: string | undefined;
  /** Another DynamoDB than the one that would be started. */
  readonly dynamodbUrl?: string | undefined;
  /** Where mail is handed on to, besides being kept. */
  readonly relay?: string | undefined;
  /** Departments' systems, in place of what the templates say. */
  readonly endpoints?: readonly DepartmentEndpoint[] | undefined;
  /** Counts what every service is asked, for a bench. */
  readonly count?: boolean | undefined;
}

function port(environment: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const given = environment[name];
  if (given === undefined || given === '') return fallback;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new Refusal(`${name} should be a port (0 for any free one), but is "${given}"`);
}

function endpoints(environment: NodeJS.ProcessEnv): DepartmentEndpoint[] {
  return Object.entries(environment).flatMap(([name, value]): DepartmentEndpoint[] => {
    const [, what, raw = ''] = /^DESK_(ENDPOINT|SECRET)_(.+)$/.exec(name) ?? [];
    if (what === undefined || value === undefined) return [];
    const department = raw.toLowerCase().replaceAll('_', '-');
    if (what === 'SECRET') return [{ department, secret: value }];
    if (!URL.canParse(value)) throw new Refusal(`${name} should be a URL, but is "${value}"`);
    return [{ department, url: value }];
  });
}

/** Reads the options from the variables a person sets. */
export function optionsFrom(environment: NodeJS.ProcessEnv): LocalOptions {
  return {
    httpPort: port(environment, 'DESK_HTTP_PORT', 8080),
    smtpPort: port(environment, 'DESK_SMTP_PORT', 2525),
    folder: environment.DESK_DATA,
    assembly: environment.DESK_ASSEMBLY,
    dynamodbUrl: environment.DYNAMODB_ENDPOINT,
    relay: environment.DESK_RELAY,
    endpoints: endpoints(environment),
    count: environment.DESK_COUNT === '1',
  };
}
