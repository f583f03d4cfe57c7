import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Subject } from './subjects.ts';

/** One cold start in milliseconds: of the whole process, and in it of loading the bundle and of its first call. */
export type Start = Readonly<{ wall: number; load: number; call: number }>;

const FIRST_CALL = join(import.meta.dirname, 'first-call.cjs');

/** The variables of a process: what Lambda and the functions of the desk are given, with one address instead of AWS. */
export const surroundings = (url: string, variables: Readonly<Record<string, string>>) => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_ENDPOINT_URL: url,
  ...variables,
  FRONT_DOOR: 'help@desk.example',
  COMPANY_DOMAINS: 'corp.example',
  PUBLIC_URL: 'https://desk.example',
});

/** Starts a fresh process for one call, and fails unless the call did what it is there for. */
async function start({ name, bundle, event, answers }: Subject, env: NodeJS.ProcessEnv): Promise<Start> {
  const began = performance.now();
  const child = spawn(process.execPath, [FIRST_CALL, bundle, JSON.stringify(event())], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  await new Promise((ended) => child.once('close', ended));
  const wall = performance.now() - began;
  // Metrics are lines of their own; what this process says of itself is the last one.
  const { load, call, answer } = JSON.parse(said.slice(said.lastIndexOf('{"load"')) || '{}');
  if (!answers(answer)) throw new Error(`${name} answered ${JSON.stringify(answer)}`);
  return { wall, load, call };
}

/** So many cold starts of each, one process at a time and in turns, so that a busy moment of the machine meets all alike. */
export async function measure(
  subjects: readonly Subject[],
  env: NodeJS.ProcessEnv,
  rounds: number,
): Promise<ReadonlyMap<string, readonly Start[]>> {
  const all = new Map(subjects.map(({ name }) => [name, [] as Start[]]));
  // The first of each only warms the files up.
  for (let round = -1; round < rounds; round += 1) {
    for (const subject of subjects) {
      const one = await start(subject, env);
      if (round >= 0) all.get(subject.name)?.push(one);
    }
  }
  return all;
}
