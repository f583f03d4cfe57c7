import { BUDGETS, type Counted, dollarsOf, type Line, linesOf } from './budgets.ts';
import type { PlayedCase } from './played-case.ts';
import { queueRequests, type Span, sum } from './snapshot.ts';
import type { Row } from './table.ts';

const TITLES: Readonly<Record<Line, string>> = {
  transitions: 'Step Functions state transitions',
  writeUnits: 'DynamoDB write units, indexes included',
  readUnits: 'DynamoDB read units',
  invocations: 'Lambda invocations',
  queueRequests: 'SQS requests',
  logBytes: 'log bytes',
  dollars: 'dollars per 1,000 cases without SES',
  dollarsWithMail: 'dollars per 1,000 cases with SES',
};

/** The functions an HTTP request leads to. */
const BEHIND_API = /-(api|callback|answer-page)$/;

const shortName = (name: string) => name.replace(/^switchboard-local-/, '');

const ran = (span: Span, amount: 'invocations' | 'logBytes') =>
  Object.values(span.functions).reduce((total, one) => total + one[amount], 0);

const writes = (span: Pick<Span, 'operations'>) =>
  sum(span.operations, 'writeUnits') + sum(span.operations, 'indexWriteUnits');

/** A mail goes through SES each way: taken in, or sent. */
const mailsIn = ({ operations }: Span) =>
  sum(operations, 'count', ({ service, action, by }) =>
    service === 's3' ? action === 'PUT' && by === 'feed' : service === 'ses',
  );

/** A case as one sum. */
export function countedOf({ phases, transitions }: PlayedCase): Counted {
  const total = (of: (span: Span) => number) => phases.reduce((all, { span }) => all + of(span), 0);
  return {
    transitions,
    writeUnits: total(writes),
    readUnits: total(({ operations }) => sum(operations, 'readUnits')),
    invocations: total((span) => ran(span, 'invocations')),
    queueRequests: total(({ operations }) => queueRequests(operations)),
    logBytes: total((span) => ran(span, 'logBytes')),
    apiRequests: total(({ functions }) =>
      Object.entries(functions).reduce(
        (all, [name, one]) => all + (BEHIND_API.test(name) ? one.invocations : 0),
        0,
      ),
    ),
    mails: total(mailsIn),
  };
}

/** The budget line by line, and whether each one is kept. */
export const budgetRows = (counted: Counted): (Row & { verdict: string })[] =>
  Object.entries(linesOf(counted)).map(([line, value]) => {
    const budget = BUDGETS[line as Line];
    return {
      line: TITLES[line as Line],
      budget,
      counted: value,
      verdict: value <= budget ? 'kept' : 'EXCEEDED',
    };
  });

/** Where the dollars of 1,000 cases go. */
export const dollarRows = (counted: Counted): Row[] =>
  Object.entries(dollarsOf(counted)).map(([of, dollars]) => ({ of, dollars }));

/** The same counts, stretch by stretch of the case. */
export const phaseRows = ({ phases }: PlayedCase): Row[] =>
  phases.map(({ name, span }) => ({
    phase: name,
    invocations: ran(span, 'invocations'),
    'table writes': sum(span.operations, 'writeUnits'),
    'index writes': sum(span.operations, 'indexWriteUnits'),
    reads: sum(span.operations, 'readUnits'),
    'SQS requests': queueRequests(span.operations),
    'log bytes': ran(span, 'logBytes'),
    functions: Object.entries(span.functions)
      .map(([fn, { invocations }]) => `${shortName(fn)}${invocations > 1 ? ` ×${invocations}` : ''}`)
      .join(', '),
  }));

/** The same counts by what was asked of which service, the dearest first. */
export function actionRows({ phases }: PlayedCase): Row[] {
  const sums = new Map<
    string,
    { service: string; asked: string; count: number; writes: number; reads: number; largest: number }
  >();
  for (const one of phases.flatMap(({ span }) => span.operations)) {
    const asked = `${one.action} ${shortName(one.about)}`.trim();
    const key = `${one.service} ${asked}`;
    const before = sums.get(key) ?? {
      service: one.service,
      asked,
      count: 0,
      writes: 0,
      reads: 0,
      largest: 0,
    };
    sums.set(key, {
      ...before,
      count: before.count + one.count,
      writes: before.writes + one.writeUnits + one.indexWriteUnits,
      reads: before.reads + one.readUnits,
      largest: Math.max(before.largest, one.largest),
    });
  }
  const rank = ({ service }: { service: string }) => (service === 'dynamodb' ? 0 : 1);
  return [...sums.values()]
    .sort(
      (a, b) =>
        rank(a) - rank(b) || a.service.localeCompare(b.service) || b.writes - a.writes || b.reads - a.reads,
    )
    .map(({ largest, ...row }) => ({ ...row, 'largest bytes': largest }));
}

/** The same counts by the function that asked. */
export function functionRows({ phases }: PlayedCase): Row[] {
  const names = new Set(phases.flatMap(({ span }) => Object.keys(span.functions)));
  return [...names].map((name) => {
    const own = phases.flatMap(({ span }) => span.operations.filter(({ by }) => by === name));
    return {
      function: shortName(name),
      invocations: phases.reduce((all, { span }) => all + (span.functions[name]?.invocations ?? 0), 0),
      writes: writes({ operations: own }),
      reads: sum(own, 'readUnits'),
      'SQS sends': queueRequests(own),
    };
  });
}

/** What is counted, but in no line of the budget. */
export function apartRows({ phases }: PlayedCase): Row[] {
  const all = phases.flatMap(({ span }) => span.operations);
  const count = (of: (one: (typeof all)[number]) => boolean) => sum(all, 'count', of);
  return [
    {
      apart: 'raw mails stored, each of which S3 tells the queue by itself',
      count: count(({ service, action, by }) => service === 's3' && action === 'PUT' && by === 'feed'),
    },
    { apart: 'other S3 requests', count: count(({ service, by }) => service === 's3' && by !== 'feed') },
    {
      apart: 'receives that brought nothing, which belong to no case',
      count: count(({ action }) => action === 'ReceiveMessage (nothing)'),
    },
    {
      apart: 'secrets and parameters read by fresh containers',
      count: count(({ service }) => /secret|SSM/i.test(service)),
    },
    {
      apart: 'write units as DynamoDB Local reports them',
      count: sum(all, 'reportedUnits', ({ action }) => /Write|Put|Update/.test(action)),
    },
    {
      apart: 'read units as DynamoDB Local reports them',
      count: sum(all, 'reportedUnits', ({ action }) => /Get|Query/.test(action)),
    },
  ];
}
