import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { freePort, listensOn } from '#local/engines/port-of.ts';

const started: (() => void)[] = [];
afterEach(() => {
  for (const stop of started.splice(0)) stop();
});

const LISTEN = `require('node:net').createServer().listen(0, '127.0.0.1', function () {
  console.log(this.address().port);
});`;

/** A program that listens on a port of its own. */
async function listener(command: string, ...args: readonly string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  started.push(() => process.kill(-(child.pid ?? 0), 'SIGKILL'));
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { pid: child.pid ?? 0, port: Number(String(said)) };
}

const hasProc = process.platform === 'linux';

test('a free port is one that the system gives to nobody by itself', async () => {
  const port = await freePort();
  expect(port).toBeLessThan(30_000);
  const server = createServer().listen(port);
  started.push(() => server.close());
  await once(server, 'listening');
});

test.runIf(hasProc)('a process listens on its own port and on nobody else’s', async () => {
  const [one, other] = [
    await listener(process.execPath, '-e', LISTEN),
    await listener(process.execPath, '-e', LISTEN),
  ];
  expect(listensOn(one.pid, one.port)).toBe(true);
  expect(listensOn(one.pid, other.port)).toBe(false);
  expect(listensOn(other.pid, one.port)).toBe(false);
});

test.runIf(hasProc)('what a script has started counts as the script', async () => {
  const script = await listener('sh', '-c', `"${process.execPath}" -e "$0"; true`, LISTEN);
  expect(listensOn(script.pid, script.port)).toBe(true);
});

test.runIf(hasProc)('a process that has ended listens nowhere', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  expect(listensOn(child.pid ?? 0, await freePort())).toBe(false);
});
