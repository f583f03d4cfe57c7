import { keys } from './aws/keys.ts';
import { deskWith } from './desk.ts';

/** The desk for those who make or check tokens and links. */
export const desk = deskWith(() => ({ keys }));
