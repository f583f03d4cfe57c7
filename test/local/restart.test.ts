import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { afterEach, describe, expect, test } from 'vitest';
import type { Mail } from '#local/mail/mailbox.ts';
import { SMALL } from './desk.ts';
import { deleteFolder, newFolder, type SpawnedDesk, spawnDesk } from './spawn-desk.ts';

const folder = newFolder();
let desk: SpawnedDesk | undefined;
afterEach(async () => {
  await desk?.kill();
  deleteFolder(folder);
});

const start = async () => {
  desk = await spawnDesk({ folder, assembly: SMALL });
  return desk;
};

async function send({ smtp }: SpawnedDesk, id: string): Promise<void> {
  const { hostname: host, port } = new URL(smtp);
  const transport = createTransport({ host, port: Number(port), ignoreTLS: true });
  const raw = `From: ann@corp.example\r\nMessage-ID: <${id}>\r\nSubject: Hi\r\n\r\nHello\r\n`;
  await transport.sendMail({ envelope: { from: 'ann@corp.example', to: ['help@desk.example'] }, raw });
  transport.close();
}

const read = async ({ http }: SpawnedDesk, path: string) => (await fetch(http + path)).json();
const post = (at: SpawnedDesk, path: string, body: object) =>
  fetch(at.http + path, { method: 'POST', body: JSON.stringify(body) });

/** The processes that belong to a data folder. */
function processesOf(path: string): string[] {
  const all = execFileSync('ps', ['-ww', '-A', '-o', 'command='], { encoding: 'utf8' });
  return all.split('\n').filter((line) => line.includes(path) && !line.startsWith('ps '));
}

describe('a desk that is killed', () => {
  test('goes on where it was, as often as it is killed, and leaves nothing running', async () => {
    const ids = ['k0', 'k1', 'k2'];
    let at = await start();
    const before = await read(at, '/secrets');
    await post(at, '/local/clock', { advanceSeconds: 500_000 });
    for (const [i, id] of ids.entries()) {
      await send(at, id);
      // Somewhere between the mail's arrival and its rest, a little later every time.
      for (let look = 0; look < i * 4; look++) await read(at, '/local/counters');
      await at.kill();
      at = await start();
    }
    expect(await read(at, '/local/idle')).toEqual({ idle: true });
    const { offsetSeconds } = (await read(at, '/local/clock')) as { offsetSeconds: number };
    expect(offsetSeconds).toBe(500_000);
    expect(await read(at, '/secrets')).toEqual(before);

    await post(at, '/local/clock', { advanceSeconds: 86_500 });
    expect(await read(at, '/local/idle')).toEqual({ idle: true });
    const mails = (await read(at, '/local/mailbox?to=ann@corp.example')) as Mail[];
    expect(mails.map(({ headers }) => headers['message-id']).sort()).toEqual(ids.map((id) => `<ack.${id}>`));
    for (const id of ids) {
      const rows = (await read(at, `/things/${id}`)) as { sk: string }[];
      expect(rows.map(({ sk }) => sk)).toEqual(['STEP#begin', 'STEP#end', 'THING']);
    }
    expect(await read(at, '/local/dead-letters')).toEqual([]);

    expect(at.lines).toHaveLength(1);
    await at.kill();
    await expect.poll(() => processesOf(folder), { timeout: 5_000 }).toEqual([]);
    // Four starts, each of them several seconds on a busy machine.
  }, 180_000);

  test('cannot be started twice, stops when asked, and is deleted by reset, which deletes nothing else', async () => {
    const at = await start();
    await expect(spawnDesk({ folder, assembly: SMALL })).rejects.toThrow(/already running/);
    expect(await at.stop()).toBe(0);
    expect(processesOf(folder)).toEqual([]);

    const reset = (DESK_DATA: string) =>
      execFileSync(process.execPath, ['local/reset.ts'], {
        env: { ...process.env, DESK_DATA },
        stdio: 'pipe',
      });
    expect(() => reset('docs')).toThrow(/no data folder/);
    reset(folder);
    expect(existsSync(folder)).toBe(false);
  });
});
