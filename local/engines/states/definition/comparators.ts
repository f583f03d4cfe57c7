/** The comparisons of a JSONPath choice rule, in the order in which the service names them. */
export const COMPARATORS = [
  ...[
    'StringEquals',
    'IsBoolean',
    'StringLessThan',
    'IsNumeric',
    'BooleanEquals',
    'StringLessThanEqualsPath',
  ],
  ...[
    'NumericLessThan',
    'NumericGreaterThan',
    'NumericLessThanPath',
    'StringMatches',
    'TimestampLessThanEqualsPath',
  ],
  ...[
    'NumericEquals',
    'TimestampGreaterThan',
    'StringGreaterThanEqualsPath',
    'TimestampGreaterThanEqualsPath',
  ],
  ...[
    'TimestampLessThanEquals',
    'NumericLessThanEqualsPath',
    'TimestampEquals',
    'BooleanEqualsPath',
    'IsTimestamp',
  ],
  ...['StringLessThanEquals', 'NumericLessThanEquals', 'StringLessThanPath', 'TimestampGreaterThanPath'],
  ...['StringGreaterThan', 'StringGreaterThanPath', 'IsString', 'StringEqualsPath', 'TimestampEqualsPath'],
  ...['TimestampLessThan', 'StringGreaterThanEquals', 'NumericGreaterThanPath', 'NumericGreaterThanEquals'],
  ...['NumericEqualsPath', 'TimestampLessThanPath', 'IsNull', 'IsPresent', 'TimestampGreaterThanEquals'],
  'NumericGreaterThanEqualsPath',
] as const;
