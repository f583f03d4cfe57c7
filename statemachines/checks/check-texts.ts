import { OWN_TEXTS, type OwnTemplate, placeholdersIn } from '#desk/delivery/own-texts.ts';
import type { DepartmentCheck } from './check-department.ts';
import { foreignWords } from './check-words.ts';

/** Mails in a department's own words say everything they have to, in its vocabulary, and speak of nothing unknown (row 16). */
export const texts: DepartmentCheck = (department) =>
  Object.entries(department.texts ?? {}).flatMap(([template, paragraphs = []]) => {
    if (!Object.hasOwn(OWN_TEXTS, template)) return [`'${template}' is no mail it may say in its own words`];
    const { has, may }: { has: readonly string[]; may: readonly string[] } =
      OWN_TEXTS[template as OwnTemplate];
    const said = paragraphs.flatMap(placeholdersIn);
    return [
      ...has.filter((each) => !said.includes(each)).map((each) => `'${template}' does not say {${each}}`),
      ...said
        .filter((each) => !has.includes(each) && !may.includes(each))
        .map((each) => `'${template}' speaks of {${each}}, which it cannot know`),
      ...paragraphs.flatMap((text) =>
        foreignWords(department, text).map((word) => `'${word}' is no word of the department: ${text}`),
      ),
    ];
  });
