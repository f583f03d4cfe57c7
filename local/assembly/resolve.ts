import { isObject, type Json, type JsonObject, Refusal } from '../json.ts';
import { generatedName, identity, namingProperty, type World } from './identities.ts';
import type { Declared, Stack } from './read-assembly.ts';

/** Turns what a template says into plain values, as CloudFormation would on this machine. */
export interface Resolver {
  value(stack: Stack, value: Json | undefined): Json;
  /** The physical name of a resource. */
  name(stack: Stack, id: string): string;
  /** Whether the resource's condition holds. */
  exists(stack: Stack, declared: Declared): boolean;
}

/** A resource that stands for another one locally: a version or an alias is its function or machine itself. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  'AWS::Lambda::Version': 'FunctionName',
  'AWS::Lambda::Alias': 'FunctionName',
  'AWS::StepFunctions::StateMachineVersion': 'StateMachineArn',
  'AWS::StepFunctions::StateMachineAlias': 'RoutingConfiguration',
};

const pairOf = (value: Json | undefined, where: string): [Json, Json] => {
  if (!Array.isArray(value) || value.length < 2) throw new Refusal(`${where} should be a list of two`);
  return [value[0] ?? null, value[1] ?? null];
};

/** Resolves over all stacks of an assembly, so that one stack may import what another exports. */
export function createResolver(stacks: readonly Stack[], world: World): Resolver {
  const names = new Map<string, string>();
  const busy = new Set<string>();

  const declaredOf = (stack: Stack, id: string): Declared => {
    const declared = stack.resources.get(id);
    if (!declared) throw new Refusal(`stack ${stack.name} refers to '${id}', which it does not declare`);
    return declared;
  };

  function name(stack: Stack, id: string): string {
    const key = `${stack.name}/${id}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    if (busy.has(key)) throw new Refusal(`the name of ${id} in stack ${stack.name} refers to itself`);
    busy.add(key);
    const declared = declaredOf(stack, id);
    const property = namingProperty(declared.type);
    const given = property === undefined ? undefined : declared.properties[property];
    const made =
      given === undefined ? generatedName(stack.name, id, declared.type) : String(value(stack, given));
    busy.delete(key);
    names.set(key, made);
    return made;
  }

  /** The ARN that a version or alias stands for. */
  function behind(stack: Stack, declared: Declared): string | undefined {
    const property = STANDS_FOR[declared.type];
    if (property === undefined) return undefined;
    const { [property]: routed = declared.properties.DeploymentPreference } = declared.properties;
    let target = value(stack, routed);
    if (Array.isArray(target)) target = target[0] ?? null;
    if (isObject(target)) target = target.StateMachineVersionArn ?? null;
    const text = String(target);
    return text.startsWith('arn:') || !declared.type.startsWith('AWS::Lambda')
      ? text
      : `arn:aws:lambda:${world.region}:${world.account}:function:${text}`;
  }

  function ref(stack: Stack, id: string): Json {
    const pseudo: Readonly<Record<string, string>> = {
      'AWS::AccountId': world.account,
      'AWS::Region': world.region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${world.region}:${world.account}:stack/${stack.name}/local`,
    };
    if (pseudo[id] !== undefined) return pseudo[id];
    const parameter = stack.parameters[id];
    if (isObject(parameter)) return parameter.Default ?? '';
    const declared = declaredOf(stack, id);
    return behind(stack, declared) ?? identity(declared.type, name(stack, id), world).ref;
  }

  function attribute(stack: Stack, id: string, wanted: string): Json {
    const declared = declaredOf(stack, id);
    const stood = behind(stack, declared);
    if (stood !== undefined) return stood;
    if (declared.type === 'AWS::SSM::Parameter' && wanted === 'Value') {
      return value(stack, declared.properties.Value);
    }
    const known = identity(declared.type, name(stack, id), world).attributes[wanted];
    // Attributes of what does not exist here (roles, keys, distributions) only ever end in policies and tags.
    return known ?? `${name(stack, id)}.${wanted}`;
  }

  function substitute(stack: Stack, argument: Json): string {
    const [template, extra] = Array.isArray(argument) ? pairOf(argument, 'Fn::Sub') : [argument, {}];
    const given = isObject(extra) ? extra : {};
    return String(template).replace(/\$\{([^}]*)\}/g, (_whole, inner: string) => {
      if (inner.startsWith('!')) return `\${${inner.slice(1)}}`;
      if (given[inner] !== undefined) return String(value(stack, given[inner]));
      const [id = '', ...rest] = inner.split('.');
      return String(rest.length > 0 ? attribute(stack, id, rest.join('.')) : ref(stack, inner));
    });
  }

  function imported(exportName: string): Json {
    for (const stack of stacks) {
      for (const output of Object.values(stack.outputs)) {
        if (!isObject(output) || !isObject(output.Export)) continue;
        if (value(stack, output.Export.Name) === exportName) return value(stack, output.Value);
      }
    }
    throw new Refusal(`no stack of the assembly exports '${exportName}'`);
  }

  function holds(stack: Stack, condition: Json | undefined): boolean {
    if (typeof condition === 'string') return holds(stack, stack.conditions[condition]);
    if (!isObject(condition)) throw new Refusal(`stack ${stack.name} uses a condition it does not declare`);
    const [word = '', argument = null] = Object.entries(condition)[0] ?? [];
    const list = Array.isArray(argument) ? argument : [];
    if (word === 'Condition') return holds(stack, String(argument));
    if (word === 'Fn::Not') return !holds(stack, list[0]);
    if (word === 'Fn::And') return list.every((one) => holds(stack, one));
    if (word === 'Fn::Or') return list.some((one) => holds(stack, one));
    if (word === 'Fn::Equals') return String(value(stack, list[0])) === String(value(stack, list[1]));
    throw new Refusal(`stack ${stack.name} has a condition with '${word}', which is not understood here`);
  }

  const WORDS: Readonly<Record<string, (stack: Stack, argument: Json) => Json>> = {
    Ref: (stack, argument) => ref(stack, String(argument)),
    'Fn::GetAtt': (stack, argument) => {
      const parts = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
      return attribute(stack, parts[0] ?? '', parts.slice(1).join('.'));
    },
    'Fn::Join': (stack, argument) => {
      const [separator, parts] = pairOf(argument, 'Fn::Join');
      const list = value(stack, parts);
      return Array.isArray(list) ? list.map(String).join(String(separator)) : String(list);
    },
    'Fn::Sub': (stack, argument) => substitute(stack, argument),
    'Fn::Split': (stack, argument) => {
      const [separator, text] = pairOf(argument, 'Fn::Split');
      return String(value(stack, text)).split(String(separator));
    },
    'Fn::Select': (stack, argument) => {
      const [index, list] = pairOf(argument, 'Fn::Select');
      const all = value(stack, list);
      return (Array.isArray(all) ? all[Number(value(stack, index))] : undefined) ?? '';
    },
    'Fn::If': (stack, argument) => {
      const list = Array.isArray(argument) ? argument : [];
      return value(stack, holds(stack, String(list[0])) ? list[1] : list[2]);
    },
    'Fn::FindInMap': (stack, argument) => {
      const keys = (Array.isArray(argument) ? argument : []).map((key) => String(value(stack, key)));
      return keys.reduce<Json>((at, key) => (isObject(at) ? (at[key] ?? '') : ''), stack.mappings);
    },
    'Fn::ImportValue': (stack, argument) => imported(String(value(stack, argument))),
    'Fn::Base64': (stack, argument) => Buffer.from(String(value(stack, argument))).toString('base64'),
    'Fn::GetAZs': () => [`${world.region}a`, `${world.region}b`],
  };

  function value(stack: Stack, given: Json | undefined): Json {
    if (given === undefined || given === null) return null;
    if (Array.isArray(given)) return given.map((one) => value(stack, one)).filter((one) => one !== null);
    if (!isObject(given)) return given;
    const entries = Object.entries(given);
    const [word = '', argument = null] = entries[0] ?? [];
    if (entries.length === 1 && WORDS[word]) return atHome(WORDS[word](stack, argument));
    if (entries.length === 1 && word.startsWith('Fn::')) {
      throw new Refusal(`stack ${stack.name} uses '${word}', which is not understood here`);
    }
    const plain = entries.map(([key, one]) => [key, value(stack, one)] as const);
    return Object.fromEntries(plain.filter(([, one]) => one !== null)) as JsonObject;
  }

  /** The address API Gateway would give an API is the HTTP door here. */
  function atHome(made: Json): Json {
    if (typeof made !== 'string' || !made.includes('.execute-api.')) return made;
    return made.replace(/https:\/\/[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g, world.httpOrigin);
  }

  return {
    value,
    name,
    exists: (stack, declared) => declared.condition === undefined || holds(stack, declared.condition),
  };
}
