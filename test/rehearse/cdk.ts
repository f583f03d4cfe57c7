import { join } from 'node:path';
import { ACCOUNT, cleanEnvironment, type Emulator, REGION } from './emulator.ts';
import { ROOT } from './folders.ts';
import { run } from './run.ts';

const DUMMY = { accessKeyId: 'test', secretAccessKey: 'test' };

/** How every SDK client of the rehearsal reaches the emulator. */
export const clientOf = ({ url }: Emulator) => ({
  endpoint: url,
  region: REGION,
  credentials: DUMMY,
  forcePathStyle: true,
});

/** The CDK command line against the emulator, with credentials that open nothing elsewhere. */
export function cdkFor(emulator: Emulator, folder: string) {
  const env = {
    ...cleanEnvironment(folder),
    AWS_ACCESS_KEY_ID: DUMMY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: DUMMY.secretAccessKey,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL: emulator.url,
    AWS_ENDPOINT_URL_S3: emulator.url,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_HOME: join(folder, 'cdk-home'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    CI: 'true',
  };
  const cdk = async (assembly: string, words: readonly string[], limit: number) => {
    const calm = ['--ci', '--no-notices', '--no-color', '--app', assembly];
    // What `npx cdk` runs, without npm's own log in the home folder.
    const command = join(ROOT, 'node_modules/.bin/cdk');
    const { code, said } = await run([command, ...words, ...calm], { cwd: folder, env, limit });
    return { code, said };
  };
  const expected = async (assembly: string, words: readonly string[], limit: number) => {
    const { code, said } = await cdk(assembly, words, limit);
    if (code === 0) return said;
    const sentences = said.split('\n').filter((line) => /_FAILED|error|❌|‣|protect|longer than/i.test(line));
    throw new Error(`cdk ${words[0]}: ${(sentences.length > 0 ? sentences : [said.slice(-800)]).join('\n')}`);
  };
  return {
    bootstrap: (assembly: string) => expected(assembly, ['bootstrap', `aws://${ACCOUNT}/${REGION}`], 60_000),
    /** Deploys all stacks and answers with what was said. */
    deploy: (assembly: string) =>
      expected(assembly, ['deploy', '--all', '--require-approval', 'never', '--concurrency', '4'], 120_000),
    destroy: (assembly: string, ...stacks: readonly string[]) =>
      expected(assembly, ['destroy', ...(stacks.length > 0 ? stacks : ['--all']), '--force'], 90_000),
  };
}

/** The command line, ready to be used. */
export type Cdk = ReturnType<typeof cdkFor>;
