import { notice, type Text, type Told } from './told.ts';

/** What is said of files that are not handed out: to those who work on the case, and to whoever sent one. */
export const FILE_TEXTS = {
  'file-infected': ({ of, values }: Told) =>
    notice(`${of.reference}: a file is infected`, [
      `The file “${values.name}” of ${of.reference} holds a virus or the like. Nobody can download it.`,
      'If it is needed, ask for it another way, and mind what else came with it.',
    ]),
  'file-failed': ({ of, values }: Told) =>
    notice(`${of.reference}: a file could not be looked into`, [
      `The file “${values.name}” of ${of.reference} could not be looked into for viruses; perhaps it is encrypted. Nobody can download it until one of you decides.`,
    ]),
  'file-refused': ({ of, values }: Told) =>
    notice(of.subject, [
      `We could not take your file “${values.name}”: our virus scanner raised an alarm. The rest of your message is with us.`,
      'Please let your computer be looked at, and send the file again only when you are sure of it.',
    ]),
  'files-unkept': ({ of, values }: Told) =>
    notice(of.subject, [
      `We do not have all of your files: ${values.files}. The rest of your message is with us.`,
      'If we need them, please send them again, smaller or as another kind of file.',
    ]),
} as const;

/** The one mail to an address that somebody typed into a form: nothing of what they wrote, and nobody's name (P19). */
export const confirmAddress = ({ links }: Told): Text =>
  notice(
    'Did you write to us?',
    [
      'Somebody gave this address in the form of our service desk. If it was you, confirm it on the page behind the link; only then we begin.',
      'If it was not you, do nothing: what was written is deleted within a day or two, and we do not write again.',
    ],
    [{ label: 'Yes, I wrote to you', url: links.confirm ?? '' }],
  );

/** What is written about mail that became no case of ours. */
export const DOOR_TEXTS = {
  forwarded: ({ values, words }) =>
    notice(values.subject ?? 'A message for you', [
      `${values.from} wrote this to us. ${values.department} does not take part in this desk yet, so we pass it on and keep no copy.`,
      words ?? '',
      `Please answer ${values.from} directly; an answer to this mail reaches only us.`,
    ]),
  'not-served': ({ values }) =>
    notice(values.subject ?? 'Your message', [
      values.contact === undefined
        ? `${values.department} does not take part in this desk yet. Please turn to them directly; we have kept nothing of your message.`
        : `${values.department} does not take part in this desk yet. We have passed your message on to ${values.contact}; please write there from now on. We have kept nothing of it, and files were not passed on.`,
    ]),
  oversized: ({ values }) =>
    notice('Your mail was too large for us', [
      `We could not take your mail in: ${values.reason ?? 'it is too large'}.`,
      'Please send it again with smaller or fewer attachments.',
    ]),
} as const satisfies Readonly<Record<string, (told: Told) => Text>>;
