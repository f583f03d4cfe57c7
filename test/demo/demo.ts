import { type Performance, playAct } from './act.ts';
import { openBoard } from './board.ts';
import { findDesk } from './desk.ts';
import { type Stage, setStage } from './stage.ts';
import { saturdayNight } from './stories/facilities.ts';
import { mondayMorning } from './stories/monday.ts';
import type { Story } from './stories/story.ts';
import { summaryOf } from './summary.ts';
import { startDemoSystem } from './systems.ts';

const SATURDAY = 6;
const MONDAY = 1;

const found = await findDesk(process.env);
if (typeof found === 'string') {
  console.error(found);
  process.exit(1);
}
const desk = found;
const started = performance.now();
const board = openBoard(process.stdout);
const faults: string[] = [];
const system = (department: string) =>
  startDemoSystem(desk, department, ({ message }) => faults.push(message));
const [it, hr, facilities] = await Promise.all([system('it'), system('hr'), system('facilities')]);
const stage: Stage = setStage(desk, { it, hr, facilities });

/** Plays one act and shows it while it goes on. */
async function act(title: string, stories: readonly Story[]): Promise<Performance[]> {
  console.log(title);
  const all = stories.map((story): Performance => ({ story, atRest: false }));
  await playAct(stage, all, () => board.show(all, desk.now()));
  board.end();
  return all;
}

try {
  console.log(`The desk at ${desk.http} is moved on to Saturday night.\n`);
  await desk.moveTo(SATURDAY, '22:30');
  const saturday = await act('Saturday, half past ten at night', saturdayNight(stage));
  await desk.moveTo(MONDAY, '09:00');
  const monday = await act('Monday, nine in the morning', await mondayMorning(stage));

  const all = [...saturday, ...monday];
  console.log(summaryOf(all, [it, hr, facilities], (performance.now() - started) / 1000));
  for (const fault of faults) console.log(`A simulated system failed: ${fault}`);
  process.exitCode = all.some(({ failure }) => failure !== undefined) || faults.length > 0 ? 1 : 0;
} catch (error) {
  console.error(`the demonstration ended early: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  desk.stop();
  await Promise.all([it, hr, facilities].map((one) => one.close()));
}
