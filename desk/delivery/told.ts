import type { Case } from '../case/case.ts';
import { isQuiet } from '../case/quiet.ts';
import type { Catalogue } from '../department.ts';
import type { AskedIn } from './asked-in.ts';
import type { MailKind } from './mail.ts';
import { QUIET_SUBJECT } from './urgent-texts.ts';
import { inZone, stageWord } from './wording.ts';

/** What a mail says, before it is mail. */
export type Text = Readonly<{
  kind: MailKind;
  subject: string;
  paragraphs: readonly string[];
  links: readonly Link[];
}>;

/** A link of a mail with the words around it. */
export type Link = Readonly<{ label: string; url: string }>;

/** Everything a text may speak of. */
export type Told = Readonly<{
  of: Case;
  catalogue: Catalogue;
  values: Readonly<Record<string, string>>;
  /** A person's words, when the mail carries them. */
  words?: string;
  /** The links the mail needs: the answer page, of a reminder one for each question by its reference, the two survey answers, where the case stands. */
  links: Readonly<Record<string, string>>;
}> &
  AskedIn;

/** What the department calls a matter of this kind. */
export const kindOf = ({ of, catalogue }: Told): string =>
  catalogue.department(of.department).words.kinds[of.kind] ?? 'matter';

/** The department's own word for where the case stands. */
export const stageOf = ({ of, catalogue }: Told, stage = of.stage): string =>
  stageWord(catalogue, of.department, stage);

/** The department as people call it. */
export const nameOf = ({ of, catalogue }: Told): string => catalogue.department(of.department).name;

/** An instant as the clocks on the department's walls show it. */
export const when = ({ catalogue, of }: Told, instant: string): string =>
  inZone(catalogue, of.department, instant);

/** A mail the desk writes by itself. */
export const notice = (
  subject: string,
  paragraphs: readonly string[],
  links: readonly Link[] = [],
): Text => ({
  kind: 'notification',
  subject,
  paragraphs,
  links,
});

/** The subject of a case in a mail to somebody who may not know its words (A10). */
export const matter = (told: Told): string => `${nameOf(told)} ${kindOf(told)} ${told.of.reference}`;

/** The subject of a mail to the requester: their own, unless even that is nobody's business. */
export const subjectOf = (of: Case): string => (isQuiet(of) ? QUIET_SUBJECT : of.subject);
