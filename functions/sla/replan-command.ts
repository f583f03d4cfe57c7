import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Plan, previewReplan, replan } from '#desk/sla/replan.ts';
import { deskOfStage, runCommand } from './the-desk.ts';

/** `npm run replan`: open cases get the promises and hours their department has today, after somebody has looked at what moves (L4). */
const USAGE = `npm run replan -- preview --department <department> --stage <stage>
npm run replan -- apply --department <department> --stage <stage> --by <mail address> --reason <words> [--per-second 5]

Without --stage, SWITCHBOARD_STAGE says which. With --stage local, the desk on this machine (--desk http://127.0.0.1:8080).
Interrupted, it is begun again: a case that was planned anew has nothing left to move.`;

const say = (line: string) => process.stdout.write(`${line}\n`);
const shown = ({ reference, moves }: Plan) =>
  `${reference}  ${moves.map(({ clock, from = 'not counting', to = 'not counting' }) => `${clock} ${from} → ${to}`).join('  ')}`;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      department: { type: 'string' },
      stage: { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
      'per-second': { type: 'string', default: '5' },
      desk: { type: 'string', default: 'http://127.0.0.1:8080' },
    },
  });
  const [verb, ...more] = positionals;
  const { department, by, reason } = values;
  const perSecond = Number(values['per-second']);
  const applies = verb === 'apply';
  const whole = !applies || (by !== undefined && reason !== undefined && perSecond > 0);
  if ((verb !== 'preview' && !applies) || more.length > 0 || department === undefined || !whole)
    throw new RangeError(USAGE);
  const desk = await deskOfStage(values.stage, values.desk, USAGE);
  if (!desk.catalogue.departments.some(({ id }) => id === department))
    throw new RangeError(`there is no department '${department}'`);

  // Read to its end before anything is written: a case that moves in the queue is neither missed nor met twice.
  const plans: Plan[] = [];
  for await (const plan of previewReplan(desk, department)) plans.push(plan);
  if (!applies) {
    for (const plan of plans) say(shown(plan));
    say(`${plans.length} open cases would move`);
    return;
  }
  let moved = 0;
  for (const { caseId } of plans) {
    const plan = await replan(desk, caseId, { kind: 'agent', id: by ?? '' }, reason ?? '');
    if (plan === undefined) continue;
    moved += 1;
    say(shown(plan));
    await pause(1000 / perSecond);
  }
  say(`${moved} open cases were planned anew`);
});
