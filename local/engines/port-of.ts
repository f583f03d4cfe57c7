import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * Ports below those the system gives to whoever listens on 0 or calls somebody: an engine that needs seconds to take its
 * port would else find it taken by a connection of the same machine.
 */
const FROM = 20_000;
const BELOW = 30_000;

/** A port nobody listens on, for an engine that is told its port and takes it later. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FROM, BELOW);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, () => server.close(() => resolve(true)));
    if (await promise) return port;
  }
}

/** What the kernel says of the sockets that listen on a port: the number of each. */
function listening(port: number): readonly string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => local.endsWith(suffix) && state === '0A')
    .map((fields) => `socket:[${fields[9]}]`);
}

/** A process and those it has started itself: `java` may be a script that starts the real one. */
function family(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  return [pid, ...children.filter((each) => each !== '').map(Number)];
}

/** The sockets a process holds open. */
const socketsOf = (pid: number): readonly string[] =>
  readdirSync(`/proc/${pid}/fd`).flatMap((each) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${each}`)];
    } catch {
      // It was closed meanwhile.
      return [];
    }
  });

/**
 * Whether it is this process that listens on a port, and not another engine of this machine that was faster: a desk must
 * not speak with another desk's tables. Where there is no /proc, whoever answers is taken for it.
 */
export function listensOn(pid: number, port: number): boolean {
  if (!existsSync('/proc/net/tcp')) return true;
  const sockets = new Set(listening(port));
  try {
    return family(pid)
      .flatMap(socketsOf)
      .some((each) => sockets.has(each));
  } catch {
    // It has ended meanwhile.
    return false;
  }
}
