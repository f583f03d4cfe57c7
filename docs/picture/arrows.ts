import { type Box, DEPARTMENT, keyOf } from './boxes.ts';
import { at, listOf, type Placed, refsIn, textIn } from './templates.ts';

/** Something that is handed from one box to another. */
export type Arrow = Readonly<{ from: string; to: string; why: 'feeds' | 'sends' | 'calls' | 'moves' }>;

/** A store that a function may read, or write as well. */
export type Use = Readonly<{ by: string; store: string; writes: boolean }>;

/** What one resource says of others: the property that names the giver and the one that names the taker. */
const GIVES: Readonly<
  Record<string, (one: Placed) => readonly (readonly [unknown, unknown, Arrow['why']])[]>
> = {
  'AWS::Lambda::EventSourceMapping': ({ properties: p }) => [[p.EventSourceArn, p.FunctionName, 'feeds']],
  'AWS::SNS::Subscription': ({ properties: p }) => [[p.TopicArn, p.Endpoint, 'feeds']],
  'AWS::Scheduler::Schedule': ({ id, properties: p }) => [[{ Ref: id }, at(p, 'Target', 'Arn'), 'calls']],
  'AWS::ApiGatewayV2::Integration': ({ properties: p }) => [[p.ApiId, p.IntegrationUri, 'calls']],
  'AWS::S3::Bucket': ({ id, properties: p }) => [
    [{ Ref: id }, at(p, 'NotificationConfiguration', 'QueueConfigurations'), 'feeds'],
  ],
  'AWS::SES::ReceiptRule': ({ id, properties: p }) => [[{ Ref: id }, at(p, 'Rule', 'Actions'), 'feeds']],
};

/** Addresses that are put together from names, because stacks know each other by names alone. */
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/:(stateMachine|execution):/, `${DEPARTMENT}/process`],
  [/:secret:.*departments/, `${DEPARTMENT}/secret`],
  [/:parameter\/.*departments/, `${DEPARTMENT}/parameter`],
];

/** Reads from templates who hands what to whom, and which function may use which store. */
export function arrowsOf(all: readonly Placed[], boxes: ReadonlyMap<string, Box>) {
  const placed = new Map(all.map((one) => [`${one.stack}/${one.id}`, one]));
  const functions = new Map([...boxes.values()].map(({ key, label }) => [label, key]));
  const identity = all.find(({ type }) => type === 'AWS::SES::EmailIdentity')?.id ?? '';
  const arrows = new Map<string, Arrow>();
  const uses = new Map<string, Use>();

  /** The boxes a value leads to, by reference or by name. */
  function boxesIn(stack: string, value: unknown): string[] {
    const referred = refsIn(value).flatMap((id) => {
      const one = placed.get(`${stack}/${id}`);
      return one !== undefined && boxes.has(keyOf(one)) ? [keyOf(one)] : [];
    });
    const text = textIn(value);
    const named = NAMED.flatMap(([pattern, key]) => (pattern.test(text) && boxes.has(key) ? [key] : []));
    const called = /:function:switchboard-[a-z]+-([a-z-]+)/.exec(text)?.[1] ?? '';
    const sent = /:identity\//.test(text) ? [identity] : [];
    return [...referred, ...named, ...sent, ...(functions.has(called) ? [functions.get(called) ?? ''] : [])];
  }
  const draw = (from: string, to: string, why: Arrow['why']) => {
    // Who hands something back to itself says so in its own sentence; a loop in a picture says less.
    const back = arrows.has(`${to} ${from}`);
    if (from !== to && !back) arrows.set(`${from} ${to}`, { from, to, why });
  };

  for (const one of all)
    for (const [giver, taker, why] of GIVES[one.type]?.(one) ?? [])
      for (const from of boxesIn(one.stack, giver))
        for (const to of boxesIn(one.stack, taker)) draw(from, to, why);
  // What comes back of our mails is told by the identity they were sent from.
  for (const one of all.filter(({ type }) => type === 'AWS::SES::ConfigurationSetEventDestination'))
    for (const to of boxesIn(one.stack, one.properties.EventDestination)) draw(identity, to, 'feeds');

  const owners = new Map<string, string>();
  for (const one of all)
    for (const role of refsIn(one.properties.Role ?? one.properties.RoleArn))
      if (boxes.has(keyOf(one))) owners.set(`${one.stack}/${role}`, keyOf(one));

  for (const policy of all.filter(({ type }) => type === 'AWS::IAM::Policy'))
    for (const role of refsIn(policy.properties.Roles)) {
      const by = owners.get(`${policy.stack}/${role}`);
      if (by === undefined) continue;
      for (const statement of listOf(at(policy.properties, 'PolicyDocument', 'Statement'))) {
        const actions = listOf(at(statement, 'Action')).join(' ');
        for (const resource of listOf(at(statement, 'Resource')))
          for (const to of boxesIn(policy.stack, resource)) allow(by, to, actions);
      }
    }

  function allow(by: string, to: string, actions: string): void {
    const kind = boxes.get(to)?.kind;
    if (/sqs:SendMessage|ses:SendEmail/.test(actions)) draw(by, to, 'sends');
    else if (/states:/.test(actions)) draw(by, to, 'moves');
    else if (/lambda:InvokeFunction/.test(actions)) draw(by, to, 'calls');
    else if (kind === 'table' || kind === 'bucket' || kind === 'secret' || kind === 'parameter') {
      if (/Stream/.test(actions)) return;
      const writes = /:Put|:Update/.test(actions) || uses.get(`${by} ${to}`)?.writes === true;
      uses.set(`${by} ${to}`, { by, store: to, writes });
    }
  }
  return { arrows: [...arrows.values()], uses: [...uses.values()] };
}
