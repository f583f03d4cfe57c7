// The words a process is written in, each in a file of its own.
export { approve } from './approve.ts';
export { ask } from './ask.ts';
export { answered, choose } from './choose.ts';
export { close } from './close.ts';
export { run } from './run.ts';
