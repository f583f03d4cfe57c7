import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './folders.ts';
import { run } from './run.ts';

/** What a synthesis reads. */
const NEEDED = ['desk', 'statemachines', 'functions', 'infra', 'package.json', 'cdk.json', 'tsconfig.json'];

/** Copies the sources as they are now, so that a change can be tried without touching them. */
export function copySources(to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of NEEDED) cpSync(join(ROOT, name), join(to, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'));
}

/** The process that is changed, and how: every answer that goes to the requester says that it is of the new version. */
export const CHANGED = { department: 'it', process: 'incident', adds: '(as of the second version)' };

/** Changes one process of the copied sources as a department would. */
export function changeProcess(sources: string): void {
  const path = join(sources, 'statemachines', CHANGED.department, `${CHANGED.process}.ts`);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(
    "{ outcome: 'solved' }",
    `{ outcome: 'solved', text: "{% $answer.comment & ' ${CHANGED.adds}' %}" }`,
  );
  if (changed === text) throw new Error(`${path} has no text that goes to the requester to be changed`);
  // The quotes of the words and those of the expression must not meet.
  writeFileSync(path, changed.replaceAll(/'(\{% \$answer\.comment &[^}]*%\})'/g, '"$1"'));
}

/** Writes the templates of a copy, as `npm run synth` does. */
export async function synthesize(sources: string, outdir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { code, said } = await run(['node', 'infra/app.ts'], {
    cwd: sources,
    env: { ...env, SWITCHBOARD_STAGE: 'dev', CDK_OUTDIR: outdir },
    limit: 120_000,
  });
  if (code !== 0) throw new Error(`the synthesis failed: ${said}`);
}
