import { parseArgs } from 'node:util';
import { SQSClient } from '@aws-sdk/client-sqs';
import { settingsFor } from '../settings.ts';
import { moveLetters } from './move-letters.ts';

const USAGE = `npm run redrive -- <queue> --stage <stage>

Puts the dead letters of a queue back: intake, mail, webhook, feedback, clocks or process.
With --stage local, those of the desk on this machine (--desk http://127.0.0.1:8080).`;

/** The desk on this machine moves its letters itself: its queues have no address of their own. */
async function onThisMachine(desk: string, queue: string): Promise<string> {
  const answer = await fetch(`${desk}/local/redrive`, { method: 'POST', body: JSON.stringify({ queue }) });
  const { moved, message } = (await answer.json()) as { moved?: number; message?: string };
  if (moved === undefined) throw new Error(message ?? `the desk answered ${answer.status}`);
  return `${moved} letters are back in ${queue}`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string' },
    desk: { type: 'string', default: 'http://127.0.0.1:8080' },
  },
});
const [queue] = positionals;
try {
  if (queue === undefined || values.stage === undefined) throw new Error(USAGE);
  if (values.stage === 'local') console.log(await onThisMachine(values.desk, queue));
  else {
    const { letters, task } = await moveLetters(new SQSClient({}), settingsFor(values.stage), queue);
    console.log(`${letters} letters of ${queue}: ${task}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
