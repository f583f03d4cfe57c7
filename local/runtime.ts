import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { createAdvance } from './advance.ts';
import { HERE } from './assembly/identities.ts';
import { readAssembly } from './assembly/read-assembly.ts';
import { readDeployment } from './assembly/read-deployment.ts';
import { assemblyFolder } from './assembly/synth.ts';
import { openClock } from './clock.ts';
import { openCounting } from './count/counting.ts';
import { countersOf, deadLettersOf } from './counters.ts';
import { deployMachines } from './deploy/machines.ts';
import { deployQueuesAndBuckets, publish } from './deploy/queues-and-buckets.ts';
import { redrive } from './deploy/redrive.ts';
import { tellOfFiles } from './deploy/scanned.ts';
import { deployTables } from './deploy/tables.ts';
import { createApi } from './doors/api.ts';
import { createAwsDoor } from './doors/aws.ts';
import { deferred } from './doors/deferred.ts';
import { LARGEST_REQUEST, listen } from './doors/http.ts';
import { openIssuer } from './doors/issuer.ts';
import { openKeep } from './doors/keep.ts';
import { createLocalDoor } from './doors/local.ts';
import { openSmtp } from './doors/smtp.ts';
import { ask } from './engines/aws-json.ts';
import { startEngines } from './engines/child.ts';
import { openCheckpoints } from './feeds/checkpoints.ts';
import { startSchedules } from './feeds/schedule-feed.ts';
import { startFeeds } from './feeds/start-feeds.ts';
import { createFunctions } from './lambda/functions.ts';
import { surroundings } from './lambda/surroundings.ts';
import { openMailbox } from './mail/mailbox.ts';
import { quiet, type Workers } from './quiet.ts';
import type { LocalOptions } from './settings.ts';
import { openState, type State } from './state.ts';

/** A running local desk. */
export interface Local {
  /** The origin of the HTTP door. */
  readonly http: string;
  /** The mail door. */
  readonly smtp: string;
  /** Stops everything; a later start on the same folder goes on from here. */
  stop(): Promise<void>;
  /** Resolves when the desk has ended by itself, with the reason. */
  readonly lost: Promise<string>;
}

/** SES stores mails of 40 MB, and its own SendEmail carries as much in base64. */
const LARGEST_AWS_REQUEST = 64 * 1024 * 1024;
const LONGEST_IDLE_WAIT = 30_000;
const LONGEST_FAREWELL = 3_000;

type Undo = (() => Promise<void> | void)[];

/** Starts the desk on this machine from its synthesized templates. */
export async function startLocal(options: LocalOptions = {}): Promise<Local> {
  const state = openState(options.folder ?? '.switchboard');
  const undo: Undo = [() => state.close()];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      for (const step of undo.splice(0).reverse()) await step();
    })();
    return stopped;
  };
  const lost = Promise.withResolvers<string>();
  const lose = (reason: string) => {
    lost.resolve(reason);
    void stop();
  };
  try {
    return { ...(await start(options, state, undo, lose)), stop, lost: lost.promise };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Puts the parts together in the order they depend on each other; every part leaves behind how it is stopped. */
/** The day a data folder was first used, kept in it. */
function firstDay(state: State, now: number): string {
  const kept = state.get('first-day');
  if (typeof kept === 'string') return kept;
  const today = new Date(now).toISOString().slice(0, 10);
  state.set('first-day', today);
  return today;
}

async function start(options: LocalOptions, state: State, undo: Undo, lose: (reason: string) => void) {
  const clock = openClock(state);
  const awsReplies = deferred();
  const httpReplies = deferred();
  const aws = await listen(0, LARGEST_AWS_REQUEST, awsReplies.reply);
  const http = await listen(options.httpPort ?? 0, LARGEST_REQUEST, httpReplies.reply);
  undo.push(async () => {
    awsReplies.shut();
    httpReplies.shut();
    await Promise.all([aws.close(), http.close()]);
  });

  // Java takes longest, so the engines start before the templates are looked at, or written.
  const { dynamodbUrl: ownDynamoDb } = options;
  const folder = join(state.folder, 'engines');
  const offset = clock.offset();
  const engines = await startEngines(
    { folder, offset, lambdaUrl: aws.origin, dynamodbUrl: ownDynamoDb },
    lose,
  );
  undo.push(() => engines.stop());

  const stacks = readAssembly(await assemblyFolder(options.assembly));
  const counting = options.count === true ? openCounting() : undefined;
  undo.push(() => counting?.close());
  const queueEngine = await engines.url('queues');
  const queues = (await counting?.queues(queueEngine)) ?? queueEngine;
  const read = (queueOrigin: string) =>
    readDeployment(stacks, { ...HERE, httpOrigin: http.origin, queueOrigin });
  const deployment = read(queues);
  // A definition lives longer than a port, and the queue engine looks only at the path of a queue's URL.
  const { machines } = read('https://sqs.us-east-1.amazonaws.com');
  const dynamodb = await engines.url('dynamodb');
  const [streams] = await Promise.all([
    deployTables(dynamodb, deployment.tables),
    deployQueuesAndBuckets(queueEngine, deployment),
  ]);
  await engines.deploy(
    deployment.queues.map(({ name }) => name),
    Object.fromEntries(deployment.buckets.map(({ name, notices }) => [name, notices])),
  );

  const keep = openKeep(deployment, state, options.endpoints ?? []);
  const issuer = await openIssuer(state, clock.now);
  const relay = options.relay === undefined ? undefined : createTransport(options.relay);
  const mailbox = openMailbox(state, clock.now, ({ from, recipients, raw }) => {
    relay?.sendMail({ envelope: { from, to: [...recipients] }, raw }).catch((error: unknown) => {
      console.error(`mail could not be relayed: ${String(error)}`);
    });
  });

  const processes = await engines.url('processes');
  const variables = surroundings({
    aws: aws.origin,
    queues,
    dynamodb: (await counting?.dynamodb(dynamodb, deployment.tables)) ?? dynamodb,
    processes: (await counting?.processes(processes)) ?? processes,
  });
  const functions = createFunctions(deployment.functions, variables, state.folder, clock);
  undo.push(() => functions.close(LONGEST_FAREWELL));
  const small = createAwsDoor(functions, keep, mailbox);
  awsReplies.open(counting?.small(small) ?? small);
  await deployMachines(processes, machines, deployment.aliases);

  const checkpoints = openCheckpoints(state);
  const feeds = startFeeds(deployment, streams, { dynamodb, sqs: queues, functions, checkpoints, clock });
  undo.push(() => feeds.stop());
  const schedules = startSchedules(deployment.schedules, functions, clock, state);
  undo.push(() => schedules.stop());

  const readQueues = new Set(deployment.queueFeeds.map(({ queueName }) => queueName));
  const workers: Workers = { ...feeds, engines, functions, readQueues };
  const api = createApi(deployment.apis[0], functions, issuer);
  const local = createLocalDoor({
    deployment,
    clock,
    mailbox,
    issuer,
    keep,
    api,
    advance: createAdvance(clock, workers, schedules),
    idle: () => quiet(workers, LONGEST_IDLE_WAIT),
    counters: async () =>
      countersOf(
        deployment,
        functions.counts(),
        await engines.look(),
        counting && { operations: counting.list(), processes },
      ),
    deadLetters: () => deadLettersOf(deployment, engines),
    recycle: () => functions.recycle(),
    tellOfMail: (event) => publish(queueEngine, deployment.feedbackTopics, JSON.stringify(event)),
    scanned: (sha256, result) => tellOfFiles(queueEngine, deployment, sha256, result),
    redrive: (queue) => redrive(queueEngine, deployment.queues, queue),
    surroundings: variables,
    since: firstDay(state, clock.now()),
  });
  httpReplies.open((asked) => (/^\/local(?:[/?]|$)/.test(asked.url) ? local(asked) : api(asked)));

  const store = async (bucket: string, key: string, raw: Buffer) => {
    const { status } = await ask(
      'PUT',
      `${queues}/${bucket}/${key}`,
      { 'content-type': 'message/rfc822' },
      raw,
    );
    if (status !== 200) throw new Error(`the bucket answered ${status} to a mail`);
  };
  const smtp = await openSmtp(options.smtpPort ?? 0, deployment.receipts, store, clock.now);
  undo.push(() => smtp.close());
  return { http: http.origin, smtp: smtp.url };
}
