import { tellingWords } from '#desk/routing/words.ts';
import { foreignWords } from '#statemachines/checks/check-words.ts';

/** What a new department is called, in all the ways its files need. */
export type Naming = Readonly<{
  /** `claims-desk` */
  id: string;
  /** `claims desk`, as people say it. */
  said: string;
  /** `Claims desk` */
  title: string;
  /** `claimsDesk` */
  variable: string;
  /** `CLA` */
  prefix: string;
}>;

/** What is in use already: departments by id and prefix, and folders of `statemachines/` that are none. */
export type InUse = Readonly<{
  departments: readonly Readonly<{ id: string; prefix: string }>[];
  folders: readonly string[];
}>;

/** Words a variable cannot be called by, or that mean all departments to `npm run department`. */
const RESERVED =
  'all arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield departments'.split(
    ' ',
  );

const LONGEST = 30;

const refuse = (sentence: string): never => {
  throw new Error(sentence);
};

function prefixFor(id: string, given: string | undefined, taken: readonly string[]): string {
  const letters = id.replace(/[^a-z]/g, '').toUpperCase();
  const initials = id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  const guesses = [letters.slice(0, 3), letters.slice(0, 4), initials].filter((each) =>
    /^[A-Z]{2,4}$/.test(each),
  );
  const prefix = given ?? guesses.find((each) => !taken.includes(each));
  if (prefix === undefined)
    return refuse(`say with --prefix which letters its numbers begin with; ${guesses.join(', ')} are taken`);
  if (!/^[A-Z]{2,4}$/.test(prefix)) refuse(`the prefix is two to four capital letters, not '${prefix}'`);
  if (taken.includes(prefix)) refuse(`the prefix ${prefix} is taken; say another one with --prefix`);
  return prefix;
}

/** What a department of this name is called. Throws a sentence for a name or prefix that is none, or is taken. */
export function namingOf(name: string, prefix: string | undefined, { departments, folders }: InUse): Naming {
  if (!/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name))
    refuse(`'${name}' is no name in small letters, with hyphens between words: claims, or claims-desk`);
  if (name.length > LONGEST) refuse(`'${name}' is longer than ${LONGEST} letters`);
  if (departments.some(({ id }) => id === name))
    refuse(`there is a department '${name}' already; nothing was written`);
  if (RESERVED.includes(name) || folders.includes(name))
    refuse(`'${name}' means something else here; call the department otherwise`);
  const said = name.replaceAll('-', ' ');
  const foreign = foreignWords({ words: { kinds: { request: 'request' }, stages: {} } }, said);
  if (foreign.length > 0) refuse(`'${foreign[0]}' is a word of our trade; nobody outside it has to know it`);
  if (tellingWords(said).length === 0)
    refuse(`'${said}' stands in every second mail, and would tell nobody where one belongs`);
  return {
    id: name,
    said,
    title: said.charAt(0).toUpperCase() + said.slice(1),
    variable: name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    prefix: prefixFor(
      name,
      prefix,
      departments.map((each) => each.prefix),
    ),
  };
}
