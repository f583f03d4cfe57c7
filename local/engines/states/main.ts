import { parseArgs } from 'node:util';
import { startEngine } from './engine.ts';

/** `npm run engine -- --port N [--data DIR]`: the process engine alone, for as long as it is let run. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    data: { type: 'string' },
    region: { type: 'string' },
    account: { type: 'string' },
  },
});

const engine = await startEngine({
  port: Number(values.port),
  dataDir: values.data,
  ...(values.region !== undefined && { region: values.region }),
  ...(values.account !== undefined && { account: values.account }),
});
console.log(JSON.stringify({ ready: { states: engine.url } }));

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void engine.stop().then(() => process.exit(0)));
