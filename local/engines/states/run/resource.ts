import { runtimeFailure } from '../failure.ts';

/** How a task's call ends: with the answer, with a callback to its token, or with the end of what it started. */
export type Pattern = 'answer' | 'waitForTaskToken' | 'sync' | 'sync:2';

/** What a task's Resource names. */
export interface Resource {
  /** The function of a direct Lambda ARN; everything else is an action of a service. */
  readonly functionArn?: string;
  readonly service: string;
  readonly action: string;
  readonly pattern: Pattern;
  /** Whether it is called the way of the SDK, with the SDK's names for results and errors. */
  readonly sdk: boolean;
  /** `resourceType` and `resource` as the history shows them. */
  readonly shown: { readonly resourceType: string; readonly resource: string };
}

const SERVICE =
  /^arn:[^:]+:states:[^:]*:[^:]*:(?:(aws-sdk):)?([a-z0-9-]+):([A-Za-z0-9]+)(?:\.(waitForTaskToken|sync:2|sync))?$/;

/** Reads a task's Resource, or fails the state when no such thing can be called here. */
export function resourceOf(text: string): Resource {
  if (/^arn:[^:]+:lambda:/.test(text))
    return {
      functionArn: text,
      service: 'lambda',
      action: 'invoke',
      pattern: 'answer',
      sdk: false,
      shown: { resourceType: 'lambda', resource: text },
    };
  const [, sdk, service, action, pattern] = SERVICE.exec(text) ?? [];
  if (service === undefined || action === undefined)
    throw runtimeFailure(`The resource provided is not recognized: ${text}`);
  return {
    service,
    action,
    pattern: (pattern ?? 'answer') as Pattern,
    sdk: sdk !== undefined,
    shown: {
      resourceType: sdk === undefined ? service : `aws-sdk:${service}`,
      resource: pattern === undefined ? action : `${action}.${pattern}`,
    },
  };
}
