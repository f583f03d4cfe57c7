import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Ports } from '#desk/ports.ts';
import { deskOn } from '../desk.ts';
import { optional, usualStage } from '../environment.ts';
import { goToDesk } from '../go-to-desk.ts';

/** The desk of a stage as a command works on it: its table, on AWS or on this machine (`--stage local`). */
export async function deskOfStage(given: string | undefined, local: string, usage: string): Promise<Ports> {
  const stage = given ?? usualStage();
  if (stage === undefined) throw new RangeError(usage);
  if (stage === 'local') await goToDesk(local);
  const table = { db: new DynamoDBClient({}), name: optional('CASES_TABLE') ?? `switchboard-${stage}-cases` };
  return deskOn(table, { frontDoor: '', companyDomains: [], publicUrl: '' });
}

/** Runs a command: what it is not told right is 2, what fails on the way is 1. */
export async function runCommand(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof RangeError ? 2 : 1;
  }
}
