import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { answers, manages, opens, reaches } from './driver/story.ts';

/** Words that stand nowhere but in what people write here. */
const WORDS = ['zebrafish', 'quokka', 'narwhal', 'axolotl'];
const PEOPLE = ['rosalind.private@corp.example', 'marie.private@corp.example'];
/** An address that is one, but longer than mail allows. */
const MANAGER = `${'n'.repeat(65)}.private@corp.example`;
const [ROSALIND = '', MARIE = ''] = PEOPLE;

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.end());

const logs = () => {
  const folder = join(desk.running().folder, 'logs');
  return readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
};
const lines = () =>
  logs().flatMap(({ name, text }) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ name, line })),
  );

test('the logs of a day hold no address, no subject and no word that anybody wrote', async () => {
  const found = await opens(
    desk,
    ROSALIND,
    'The zebrafish',
    'My laptop shows a blue quokka screen and restarts.',
  );
  await answers(desk, 'it-support@corp.example', found, 'solved', { comment: 'The narwhal was renewed.' });
  await reaches(desk, found.caseId, 'resolved', ({ status }) => status === 'resolved');

  await manages(desk, MANAGER, MARIE);
  const leave = await opens(
    desk,
    MARIE,
    'Leave',
    'I want to take leave of absence from 2026-06-01 to 2026-06-30, axolotl.',
  );
  await reaches(desk, leave.caseId, 'a manager who cannot be written to', ({ history }) =>
    history.some(({ type }) => type === 'MailReturned'),
  );
  await desk.as(ROSALIND).get('/cases/nothing');
  await desk.atRest();

  const personal = [...WORDS, ...PEOPLE, MANAGER.slice(0, 20)];
  const said = lines().filter(({ line }) => personal.some((word) => line.includes(word)));
  expect(said).toEqual([]);
  expect(lines().filter(({ line }) => /[\w.]+@(corp|desk)\.example/.test(line))).toEqual([]);
});

test('every line is JSON, and what the dashboards count is among them', () => {
  const all = lines().map(({ name, line }) => ({ name, said: JSON.parse(line) as Record<string, unknown> }));
  const counted = all.filter(({ said }) => '_aws' in said).flatMap(({ said }) => Object.keys(said));
  for (const name of ['CasesOpened', 'CasesResolved', 'PromisesKept']) expect(counted).toContain(name);
});
