import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the schema of an operation calls the way it goes over HTTP, as its package and as this copy writes it. */
const KEY = ['[_h]:', 'http:'] as const;

/**
 * Writes a copy of the client of SES from which a bundle takes what it uses, 42 kB less: the package names a part of every
 * operation's schema by a computed key, which a bundler may not leave out. Answers with the copy's entry. Throws where
 * another version of the package writes it otherwise, so that nobody takes the copy for lean.
 */
export function writeLeanSes(root: string, folder: string): string {
  const from = join(root, 'node_modules', '@aws-sdk', 'client-sesv2');
  const { version } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  const to = join(folder, `client-sesv2-${version}`);
  const entry = join(to, 'dist-es', 'index.js');
  if (existsSync(entry)) return entry;
  const mine = `${to}.${process.pid}`;
  mkdirSync(mine, { recursive: true });
  for (const part of ['package.json', 'dist-es'])
    cpSync(join(from, part), join(mine, part), { recursive: true });
  const schemas = join(mine, 'dist-es', 'schemas', 'schemas_0.js');
  const text = readFileSync(schemas, 'utf8');
  if (!text.includes('const _h = "http";') || !text.includes(KEY[0]))
    throw new Error('the client of SES names its operations otherwise: look at infra/parts/lean-ses.ts');
  writeFileSync(schemas, text.replaceAll(...KEY));
  // Several runs of the app may bundle at once: each finds a whole copy.
  try {
    renameSync(mine, to);
  } catch {
    rmSync(mine, { recursive: true });
  }
  return entry;
}
