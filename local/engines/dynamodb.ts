import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, listensOn } from './port-of.ts';

/** The running DynamoDB of one data folder. */
export interface DynamoDb {
  readonly url: string;
  readonly port: number;
  /** Milliseconds of processor time it has used, on systems with a /proc. */
  processor(): number | undefined;
  stop(): void;
}

const emulator = () =>
  join(
    dirname(createRequire(import.meta.url).resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  );

function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, '127.0.0.1');
  socket.once('connect', () => resolve(true));
  socket.once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

/** Ends the Java of an earlier start of this folder, should its parents have been killed together with it in mid-air. */
function endStale(pidFile: string, folder: string): void {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  try {
    const command = execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
    if (command.includes('DynamoDBLocal.jar') && command.includes(folder)) process.kill(pid, 'SIGKILL');
  } catch {
    // No such process: it ended with its parents, as it should.
  }
  rmSync(pidFile);
}

/**
 * Starts DynamoDB Local on the folder and answers once it listens, on a wanted port or a free one. If Java ends by
 * itself, `onEnd` is told. The jar
 * listens on every address of the machine and has no option to change that; docs/local.md says so.
 */
export async function startDynamoDb(folder: string, onEnd: () => void, wanted?: number): Promise<DynamoDb> {
  mkdirSync(folder, { recursive: true });
  const pidFile = join(folder, 'java.pid');
  endStale(pidFile, folder);
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    const java = launch(folder, port);
    writeFileSync(pidFile, String(java.pid ?? 0));
    // However this process ends, short of being killed itself, Java ends with it.
    const end = () => java.kill('SIGKILL');
    process.once('exit', end);
    java.once('exit', () => process.off('exit', end));
    const ended = new Promise<false>((resolve) => {
      java.once('exit', () => resolve(false));
      java.once('error', () => resolve(false));
    });
    if (await Promise.race([listens(port, java), ended])) {
      let stopping = false;
      void ended.then(() => stopping || onEnd());
      return {
        url: `http://127.0.0.1:${port}`,
        port,
        processor: () => processorOf(java.pid ?? 0),
        stop: () => {
          stopping = true;
          end();
          rmSync(pidFile, { force: true });
        },
      };
    }
    // Another process took the port between asking for it and using it, so Java ended.
    if (attempt === 3) throw new Error('DynamoDB Local does not start: is Java 17 or newer on the path?');
  }
}

function processorOf(pid: number): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  // Fields 14 and 15 are ticks of a hundredth of a second; the name before them may hold spaces, so count from its end.
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function launch(folder: string, port: number): ChildProcess {
  const jars = emulator();
  const options = [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xmx512m',
    `-Djava.library.path=${jars}/DynamoDBLocal_lib`,
  ];
  const engine = ['-dbPath', folder, '-sharedDb', '-port', String(port), '-disableTelemetry'];
  return spawn('java', [...options, '-jar', join(jars, 'DynamoDBLocal.jar'), ...engine], {
    cwd: folder,
    stdio: 'ignore',
  });
}

/** Asks until this Java listens; the engine answers as soon as it does. */
async function listens(port: number, java: ChildProcess): Promise<boolean> {
  while (java.exitCode === null && java.signalCode === null) {
    if ((await answers(port)) && listensOn(java.pid ?? 0, port)) return true;
    await pause(25);
  }
  return false;
}
