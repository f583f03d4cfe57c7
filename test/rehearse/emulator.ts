import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { waitFor } from '#test/journeys/driver/wait.ts';
import { ROOT } from './folders.ts';
import { start } from './run.ts';

/** The account and region the emulator plays. */
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** An AWS of others' making, on loopback. */
export type Emulator = Readonly<{ url: string; port: number; log: () => string }>;

/** Whatever of our surroundings is about AWS, CDK or proxies stays outside: nothing may reach a real account. */
export function cleanEnvironment(folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(AWS|CDK|DESK|SWITCHBOARD|MINISTACK|npm)_|_proxy$|^(NODE_OPTIONS|CI)$/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    // The project's own Node first, for the functions too.
    PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
    HOME: folder,
    TMPDIR: join(folder, 'tmp'),
    NO_PROXY: '*',
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts the emulator on a free port of loopback and waits until it answers. */
export async function startEmulator(python: string, folder: string): Promise<Emulator> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const path = join(folder, 'emulator.log');
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  // The emulator unpacks functions here; what the project's own package.json says of modules is not about them.
  writeFileSync(join(folder, 'tmp/package.json'), '{}');
  const log = openSync(path, 'a');
  const env = {
    ...cleanEnvironment(folder),
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_ACCOUNT_ID: ACCOUNT,
    MINISTACK_REGION: REGION,
    S3_DATA_DIR: join(folder, 'tmp/s3'),
    STATE_DIR: join(folder, 'tmp/state'),
    LAMBDA_EXECUTOR: 'local',
    // Signatures and policies count: what a role does not allow fails here as it would on AWS.
    AUTH: 'true',
    // Doors on fixed ports that nobody here needs.
    SFTP_ENABLED: '0',
    IOT_MTLS_ENABLED: '0',
    LOG_LEVEL: 'INFO',
  };
  const child = start([python, '-m', 'ministack'], { env, log });
  closeSync(log);
  const said = () => readFileSync(path, 'utf8');
  await waitFor('an answer of the emulator', async () => {
    if (child.exitCode !== null) throw new Error(`the emulator ended: ${said().slice(-800)}`);
    return (await fetch(`${url}/_ministack/health`).catch(() => undefined))?.ok;
  });
  return { url, port, log: said };
}
