import { missingLines } from './missing-lines.ts';
import type { Text, Told } from './told.ts';
import { inZone } from './wording.ts';

/** The mails to requesters that a department may say in its own words, and what each has to say and may say besides. */
export const OWN_TEXTS = {
  acknowledgement: { has: ['reference'], may: ['kind', 'department', 'due'] },
  resolved: { has: ['reference', 'stage', 'text'], may: ['kind', 'department'] },
  told: { has: ['text'], may: ['reference', 'kind', 'department'] },
  missing: { has: ['fields', 'reference'], may: ['question', 'kind', 'department', 'until'] },
} as const satisfies Readonly<Record<string, Readonly<{ has: readonly string[]; may: readonly string[] }>>>;

/** A mail that may be said in own words. */
export type OwnTemplate = keyof typeof OWN_TEXTS;

/** Paragraphs of a department instead of the desk's, by mail; `{reference}` and the like stand for what is known then. */
export type OwnTexts = Readonly<Partial<Record<OwnTemplate, readonly string[]>>>;

/** Every placeholder of a paragraph. */
export const placeholdersIn = (paragraph: string): readonly string[] =>
  [...paragraph.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** What the placeholders stand for; nothing a sender wrote is among it (P19). */
function known({ of, catalogue, values, task }: Told): Readonly<Record<string, string | undefined>> {
  const { name, words } = catalogue.department(of.department);
  const stage = values.outcome ?? of.stage;
  const due = of.dueAt === undefined || of.dueAt.startsWith('9999') ? undefined : of.dueAt;
  return {
    reference: of.reference,
    kind: words.kinds[of.kind] ?? 'matter',
    department: name,
    stage: words.stages[stage] ?? stage,
    text: values.text?.trim(),
    due: due && inZone(catalogue, of.department, due),
    ...(task && {
      question: task.question,
      fields: missingLines(task, of.facts).join('\n'),
      until: inZone(catalogue, of.department, task.expiresAt),
    }),
  };
}

/**
 * A mail in the department's own words, where it has some (row 16); its subject, links and headers stay the desk's. A
 * paragraph that speaks of something nobody knows yet is left out.
 */
export function inOwnWords(template: string, told: Told, text: Text): Text {
  const texts: Readonly<Record<string, readonly string[] | undefined>> =
    told.catalogue.department(told.of.department).texts ?? {};
  const own = texts[template];
  if (own === undefined) return text;
  const values = known(told);
  const paragraphs = own
    .filter((paragraph) => placeholdersIn(paragraph).every((name) => values[name]))
    .map((paragraph) => paragraph.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? ''));
  return { ...text, paragraphs };
}
