import { confirmAddress, DOOR_TEXTS, FILE_TEXTS } from './door-texts.ts';
import type { MailTemplate } from './effect.ts';
import { inOwnWords } from './own-texts.ts';
import { REQUESTER_TEXTS } from './requester-texts.ts';
import { TASK_TEXTS } from './task-texts.ts';
import { TEAM_TEXTS } from './team-texts.ts';
import type { Link, Text, Told } from './told.ts';

/** Every mail of the desk, by subject. */
const TEXTS: Readonly<Record<MailTemplate, (told: Told) => Text>> = {
  ...REQUESTER_TEXTS,
  ...TASK_TEXTS,
  ...TEAM_TEXTS,
  ...FILE_TEXTS,
  ...DOOR_TEXTS,
  'confirm-address': confirmAddress,
};

/** The mails that lead their reader to where the case stands (E11); a chat and a mail in danger or distress have no such link. */
const LEADING: ReadonlySet<MailTemplate> = new Set(['acknowledgement', 'told', 'merged', 'reminder']);

const toSee = (template: MailTemplate, { links: { status } }: Told): readonly Link[] =>
  status === undefined || !LEADING.has(template) ? [] : [{ label: 'See how it stands', url: status }];

/** What a mail says, in the words of the department whose case it is about (row 16). Pure: the same input gives the same mail. */
export function textOf(template: MailTemplate, told: Told): Text {
  const text = inOwnWords(template, told, TEXTS[template](told));
  return { ...text, links: [...text.links, ...toSee(template, told)] };
}
