import { confirmAddress, DOOR_TEXTS, FILE_TEXTS } from './door-texts.ts';
import type { MailTemplate } from './effect.ts';
import { inOwnWords } from './own-texts.ts';
import { REQUESTER_TEXTS } from './requester-texts.ts';
import { TASK_TEXTS } from './task-texts.ts';
import { TEAM_TEXTS } from './team-texts.ts';
import type { Text, Told } from './told.ts';

/** Every mail of the desk, by subject. */
const TEXTS: Readonly<Record<MailTemplate, (told: Told) => Text>> = {
  ...REQUESTER_TEXTS,
  ...TASK_TEXTS,
  ...TEAM_TEXTS,
  ...FILE_TEXTS,
  ...DOOR_TEXTS,
  'confirm-address': confirmAddress,
};

/** What a mail says, in the words of the department whose case it is about (row 16). Pure: the same input gives the same mail. */
export const textOf = (template: MailTemplate, told: Told): Text =>
  inOwnWords(template, told, TEXTS[template](told));
