import type { Assembly } from '../assembly.ts';
import type { Cdk } from '../cdk.ts';
import type { Emulator } from '../emulator.ts';
import { leadLive, versionOf } from '../live.ts';
import type { Outside } from '../outside.ts';
import type { Report } from '../report.ts';
import { CHANGED } from '../source.ts';
import { incident, solve } from './incident.ts';
import { holds, same } from './must.ts';

/** What an upgrade is made with. */
export type Upgrade = Readonly<{ emulator: Emulator; cdk: Cdk; now: Assembly; next: Assembly }>;

const MACHINE = `${CHANGED.department}-${CHANGED.process}`;

/** The stacks of which a deployment said that nothing changed. */
const unchanged = (said: string) =>
  [...said.matchAll(/(\S+) \(no changes\)/g)].map(([, stack = '']) => stack).toSorted();

/** A process is changed, deployed and taken back while cases are open; each case ends on the version it began on. */
export async function upgrade(
  desk: Outside,
  { emulator, cdk, now, next }: Upgrade,
  report: Report,
): Promise<void> {
  const stacks = [...now.templates.keys()].toSorted();
  const others = stacks.filter((name) => !/-desk$/.test(name) && !name.endsWith(`-${CHANGED.department}`));
  const runs = async (name: string, assembly: Assembly) => {
    const from = `${name}@corp.example`;
    const found = await incident(desk, from);
    const { process } = await desk.shown(found.caseId);
    same('the version of its process', process?.version, versionOf(assembly, MACHINE));
    return { from, found };
  };
  const endsAs = async ({ from, found }: Awaited<ReturnType<typeof runs>>, changed: boolean) => {
    const { BodyText } = await solve(desk, from, found, 'Restarted.');
    same('whether the mail is of the second version', BodyText.includes(CHANGED.adds), changed);
  };
  const deploy = async (assembly: Assembly) => {
    const said = await cdk.deploy(assembly.folder);
    await leadLive(emulator, assembly);
    return unchanged(said);
  };

  await report.step('deploying the same again changes nothing', async () => {
    same('the stacks without changes', await deploy(now), stacks);
  });
  const old = await report.step('a case is open on the version that is live', () => runs('old', now));
  const upgraded = await report.step(
    'a changed process is deployed; the other departments do not change',
    async () => {
      const same = await deploy(next);
      holds(
        `${others.join(' and ')} have no changes`,
        others.every((name) => same.includes(name)),
      );
      return true;
    },
  );
  if (old === undefined || upgraded === undefined) return;
  await report.step('the open case ends on its old version', () => endsAs(old, false));
  const young = await report.step('a new case takes the new version', async () => {
    await endsAs(await runs('new', next), true);
    return runs('young', next);
  });
  const back = await report.step('the change is rolled back', async () => {
    await deploy(now);
    return true;
  });
  if (back === undefined) return;
  if (young !== undefined) {
    await report.step('the case of the new version still ends on it', () => endsAs(young, true));
  }
  await report.step('a new case takes the old version again', async () =>
    endsAs(await runs('again', now), false),
  );
}
