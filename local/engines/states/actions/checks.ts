import { diagnose } from '../definition/validate.ts';
import type { JsonObject } from '../json.ts';
import { optional, Refusal } from '../refusal.ts';

/** What is said of a version that is published along; without one there is nothing to describe. */
export function versionDescription(request: JsonObject): string | undefined {
  const description = optional(request, 'versionDescription');
  if (description === undefined || request.publish === true) return description;
  throw new Refusal('ValidationException', 'Version description can only be set when publish is true');
}

/** A role the machine may run as: nobody is asked, but its ARN must be one. */
export function checkedRole(role: string): string {
  if (/^arn:[^:]+:iam::\d{12}:role\/.+/.test(role)) return role;
  throw new Refusal('InvalidArn', `Invalid Role Arn: '${role}'`);
}

/** A definition the service accepts, or all that is wrong with it. */
export function checkedDefinition(definition: string): string {
  const [first, ...others] = diagnose(definition).filter(({ severity }) => severity === 'ERROR');
  if (!first) return definition;
  const all = [first, ...others].map(({ code, message, location }) =>
    location === undefined ? `${code}: ${message}` : `${code}: ${message} at ${location}`,
  );
  throw new Refusal('InvalidDefinition', `Invalid State Machine Definition: '${all.join(', ')}'`);
}

/** The type of a machine: the engine runs one of the service's two. */
export function checkedType(type: string): string {
  if (type === 'STANDARD') return type;
  throw new Refusal('StateMachineTypeNotSupported', `Only STANDARD state machines run here, not ${type}`);
}
