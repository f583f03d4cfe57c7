import { isObject, type JsonObject } from './json.ts';

/** The service says no: the code is the name the SDK gives the error. */
export class Refusal extends Error {
  readonly code: string;
  readonly more: JsonObject;

  constructor(code: string, message: string, more: JsonObject = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.more = more;
  }
}

/** A field of a request breaks a rule of its own, in the sentence all services have for it. */
export const violated = (value: string, field: string, constraint: string) =>
  new Refusal(
    'ValidationException',
    `1 validation error detected: Value ${value} at '${field}' failed to satisfy constraint: Member must ${constraint}`,
  );

/** How many things a request wants at once, if it says. */
export function wantedAtMost({ maxResults }: JsonObject): number | undefined {
  if (typeof maxResults !== 'number' || maxResults <= 0) return undefined;
  if (maxResults <= 1000) return maxResults;
  throw violated(`'${maxResults}'`, 'maxResults', 'have value less than or equal to 1000');
}

/** A text field of a request that must be there. */
export function required(request: JsonObject, field: string): string {
  const value = request[field];
  if (typeof value === 'string') return value;
  throw violated('null', field, 'not be null');
}

/** A text field of a request that may be left out. */
export function optional(request: JsonObject, field: string): string | undefined {
  const value = request[field];
  return typeof value === 'string' ? value : undefined;
}

/** A request body, or a refusal when it is no JSON object. */
export function readRequest(body: string): JsonObject {
  const parsed: unknown = body === '' ? {} : tryParse(body);
  if (isObject(parsed)) return parsed;
  throw new Refusal('SerializationException', 'the request body should be a JSON object');
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
