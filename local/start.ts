import { Refusal } from './json.ts';
import { startLocal } from './runtime.ts';
import { optionsFrom } from './settings.ts';

// What a handler leaves behind must not end the desk: in the cloud it would end one container.
process.on('unhandledRejection', (reason) => console.error('left behind by a handler:', reason));

// What Node still calls experimental was chosen with open eyes; whoever starts a desk need not read about it.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') console.error(warning);
});

try {
  const local = await startLocal(optionsFrom(process.env));
  const leave = (code: number) => {
    local.stop().finally(() => process.exit(code));
  };
  process.once('SIGINT', () => leave(0));
  process.once('SIGTERM', () => leave(0));
  void local.lost.then((reason) => {
    console.error(`the desk stops: ${reason}`);
    leave(1);
  });
  process.stdout.write(`${JSON.stringify({ ready: { http: local.http, smtp: local.smtp } })}\n`);
  console.error(`The desk is open: ${local.http}/local · mail to ${local.smtp}`);
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}
