import { type Json, Refusal } from '../json.ts';
import type { Deployment } from './deployment.ts';
import { documentOf, filtersOf, type Resource, targetName } from './resource.ts';

type Read = (resource: Resource, into: Deployment) => void;

/** `AWS::Lambda::Function`: the asset folder, the handler and its environment. */
export const readFunction: Read = (resource, into) => {
  const variables = resource.fields('Environment').fields('Variables').values;
  const logging = resource.fields('LoggingConfig');
  const reserved = resource.optional('ReservedConcurrentExecutions');
  into.functions.push({
    name: resource.name,
    id: resource.id,
    folder: resource.assetFolder(),
    handler: resource.optional('Handler') ?? 'index.handler',
    environment: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
    timeoutSeconds: resource.number('Timeout', 3),
    memoryMegabytes: resource.number('MemorySize', 128),
    jsonLogs: logging.optional('LogFormat') === 'JSON',
    applicationLogLevel: logging.optional('ApplicationLogLevel') ?? 'INFO',
    systemLogLevel: logging.optional('SystemLogLevel') ?? 'INFO',
    reserved: reserved === undefined ? undefined : Number(reserved),
  });
};

/** `AWS::StepFunctions::StateMachine`: the definition with its substitutions made. */
export const readMachine: Read = (resource, into) => {
  const given: Json = resource.has('DefinitionString')
    ? resource.text('DefinitionString')
    : (resource.values.Definition ?? null);
  if (given === null) {
    throw new Refusal(`${resource.where} has its definition outside the template, where it cannot be read`);
  }
  const substitutions = resource.fields('DefinitionSubstitutions').values;
  const definition = (typeof given === 'string' ? given : JSON.stringify(given)).replace(
    /\$\{([A-Za-z0-9_-]+)\}/g,
    (whole, name: string) => (substitutions[name] === undefined ? whole : String(substitutions[name])),
  );
  documentOf(definition, `${resource.where}.DefinitionString`);
  into.machines.push({
    name: resource.name,
    definition,
    type: resource.optional('StateMachineType') ?? 'STANDARD',
  });
};

/** `AWS::StepFunctions::StateMachineAlias`: shifting is done at once here, so it stands for the newest version. */
export const readAlias: Read = (resource, into) => {
  into.aliases.push({ name: resource.text('Name'), machineArn: resource.ref });
};

/** What runs when a queue feed says nothing: a laptop has two cores, the cloud a thousand pollers. */
const USUAL_CONCURRENCY = 5;

/** `AWS::Lambda::EventSourceMapping`: a queue or a table's stream that feeds a function. */
export const readFeed: Read = (resource, into) => {
  if (resource.optional('Enabled') === 'false') return;
  const source = resource.text('EventSourceArn');
  const common = {
    id: resource.id,
    functionName: /:function:/.test(resource.text('FunctionName'))
      ? resource.target('FunctionName')
      : resource.text('FunctionName'),
    reportsFailures: resource.texts('FunctionResponseTypes').includes('ReportBatchItemFailures'),
    filters: filtersOf(resource),
  };
  const service = source.split(':')[2];
  if (service === 'sqs') {
    into.queueFeeds.push({
      ...common,
      queueName: targetName(source, resource.where),
      batchSize: resource.number('BatchSize', 10),
      concurrency: resource.fields('ScalingConfig').number('MaximumConcurrency', USUAL_CONCURRENCY),
    });
  } else if (service === 'dynamodb') {
    const failure = resource.fields('DestinationConfig').fields('OnFailure').optional('Destination');
    into.streamFeeds.push({
      ...common,
      tableName: targetName(source, resource.where),
      streamArn: source,
      batchSize: resource.number('BatchSize', 100),
      maximumRetries: resource.number('MaximumRetryAttempts', -1),
      bisects: resource.flag('BisectBatchOnFunctionError'),
      failureQueue: failure === undefined ? undefined : targetName(failure, resource.where),
    });
  } else {
    throw new Refusal(`${resource.where} is fed by '${service}', which the local runtime does not have`);
  }
};
