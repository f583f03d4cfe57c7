import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { answers, opens, reaches } from './driver/story.ts';

const TEAM = 'it-support@corp.example';
const ASKED = 'The team has not solved this in time. What became of it?';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.end());

/** Changes the process of incidents as a release would, in the desk's own copy of the templates. */
function release(change: (definition: string) => string): void {
  const file = join(desk.running().folder, 'assembly', 'switchboard-local-it.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as {
    Resources: Record<string, { Type: string; Properties: Record<string, string> }>;
  };
  const machine = Object.values(template.Resources).find(
    ({ Type, Properties }) =>
      Type === 'AWS::StepFunctions::StateMachine' &&
      Properties.StateMachineName === 'switchboard-local-it-incident',
  );
  if (machine === undefined) throw new Error('there is no process of incidents');
  machine.Properties.DefinitionString = change(machine.Properties.DefinitionString ?? '');
  writeFileSync(file, JSON.stringify(template));
}

const incident = (from: string) =>
  opens(desk, from, 'Blue screen', 'My laptop shows a blue screen and restarts.');
const versionOf = ({ history }: { history: readonly object[] }) =>
  (history.find((event) => 'version' in event) as { version?: string } | undefined)?.version;

test('a case that is open finishes on the version it began with, a new one begins with the new one', async () => {
  const old = await incident('old@corp.example');
  const first = await desk.mailTo(TEAM, old.reference);
  await desk.kill();
  const version = 'ffffffffffff';
  release((definition) => {
    const asked = String(/"question":"([^"]+)"/.exec(definition)?.[1]);
    expect(first.text).toContain(asked);
    return definition
      .replaceAll(asked, ASKED)
      .replaceAll(/"version":"[0-9a-f]{12}"/g, `"version":"${version}"`);
  });
  await desk.restart();

  const fresh = await incident('new@corp.example');
  expect((await desk.mailTo(TEAM, fresh.reference)).text).toContain(ASKED);
  await answers(desk, TEAM, old, 'cannot');
  const asked = await desk.mailTo('it-lead@corp.example', old.reference);
  expect(asked.text).not.toContain(ASKED);

  const on = async (caseId: string) =>
    versionOf(
      await reaches(desk, caseId, 'asked', ({ history }) => history.some(({ type }) => type === 'TaskAsked')),
    );
  expect(await on(fresh.caseId)).toBe(version);
  expect(await on(old.caseId)).toMatch(/^(?!f{12})[0-9a-f]{12}$/);
});
