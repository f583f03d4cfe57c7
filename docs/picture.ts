import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawingOf } from './picture/draw.ts';
import type { Stack } from './picture/templates.ts';

/** `npm run picture`: draws `docs/architecture.svg` from the templates that are synthesized for prod, without their code. */
const root = join(import.meta.dirname, '..');
const output = join(root, '.cache', 'picture');
const TEMPLATE = '.template.json';

execFileSync(process.execPath, ['infra/app.ts'], {
  cwd: root,
  env: {
    ...process.env,
    SWITCHBOARD_STAGE: 'prod',
    CDK_OUTDIR: output,
    CDK_CONTEXT_JSON: JSON.stringify({ 'switchboard:without-code': true }),
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const { artifacts } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8')) as {
  artifacts: Readonly<Record<string, unknown>>;
};
const stacks = readdirSync(output)
  .filter((file) => file.endsWith(TEMPLATE) && Object.hasOwn(artifacts, file.replace(TEMPLATE, '')))
  .map((file): Stack => {
    const template = JSON.parse(readFileSync(join(output, file), 'utf8')) as Stack['template'];
    return { name: file.replace(TEMPLATE, ''), template };
  });
writeFileSync(join(root, 'docs', 'architecture.svg'), drawingOf(stacks));
console.log(`drew ${stacks.length} stacks to docs/architecture.svg`);
