const COMMON = ['Type', 'Comment', 'QueryLanguage'];
const NEXT = ['Next', 'End'];
const PATHS = ['InputPath', 'OutputPath'];

/** The fields each type of state may carry, in either language. */
export const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Task: [
    ...[
      ...COMMON,
      ...NEXT,
      ...PATHS,
      'Resource',
      'Parameters',
      'Arguments',
      'ResultSelector',
      'ResultPath',
      'Output',
    ],
    ...[
      'Assign',
      'Retry',
      'Catch',
      'TimeoutSeconds',
      'TimeoutSecondsPath',
      'HeartbeatSeconds',
      'HeartbeatSecondsPath',
    ],
    'Credentials',
  ],
  Wait: [
    ...COMMON,
    ...NEXT,
    ...PATHS,
    'Seconds',
    'SecondsPath',
    'Timestamp',
    'TimestampPath',
    'Output',
    'Assign',
  ],
  Pass: [...COMMON, ...NEXT, ...PATHS, 'Result', 'ResultPath', 'Parameters', 'Output', 'Assign'],
  Succeed: [...COMMON, ...PATHS, 'Output'],
  Fail: [...COMMON, 'Error', 'ErrorPath', 'Cause', 'CausePath'],
  Choice: [...COMMON, ...PATHS, 'Choices', 'Default', 'Output', 'Assign'],
  Parallel: [
    ...[
      ...COMMON,
      ...NEXT,
      ...PATHS,
      'Branches',
      'Parameters',
      'Arguments',
      'ResultSelector',
      'ResultPath',
      'Output',
    ],
    ...['Assign', 'Retry', 'Catch'],
  ],
  Map: [
    ...[
      ...COMMON,
      ...NEXT,
      ...PATHS,
      'ItemProcessor',
      'Iterator',
      'Items',
      'ItemsPath',
      'ItemSelector',
      'Parameters',
    ],
    ...[
      'MaxConcurrency',
      'MaxConcurrencyPath',
      'ResultSelector',
      'ResultPath',
      'Output',
      'Assign',
      'Retry',
      'Catch',
    ],
    ...[
      'ToleratedFailureCount',
      'ToleratedFailureCountPath',
      'ToleratedFailurePercentage',
      'ToleratedFailurePercentagePath',
    ],
    ...['Label', 'ItemReader', 'ItemBatcher', 'ResultWriter'],
  ],
};

/** Fields only JSONata has. */
export const JSONATA_ONLY: ReadonlySet<string> = new Set(['Arguments', 'Output', 'Items', 'Condition']);

/** Fields only JSONPath has. */
export const JSONPATH_ONLY: ReadonlySet<string> = new Set([
  ...[
    'InputPath',
    'OutputPath',
    'ResultPath',
    'ResultSelector',
    'Parameters',
    'Result',
    'ItemsPath',
    'ErrorPath',
    'CausePath',
  ],
  ...['MaxConcurrencyPath', 'SecondsPath', 'TimestampPath', 'TimeoutSecondsPath', 'HeartbeatSecondsPath'],
  ...['ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'],
]);
