// The words a process is written in, each in a file of its own.
export { approve } from './approve.ts';
export { ask } from './ask.ts';
export { branch, conclude } from './branch.ts';
export { child } from './child.ts';
export { answered, choose } from './choose.ts';
export { close } from './close.ts';
export { complete } from './complete.ts';
export { each } from './each.ts';
export { inquire, WHAT_THEY_ASK } from './inquire.ts';
export { continued, renew } from './renew.ts';
export { run } from './run.ts';
export { THEIR_WORDS } from './their-words.ts';
export { all, branchAnswered, eachAnswered, together } from './together.ts';
export { waitUntil } from './wait-until.ts';
