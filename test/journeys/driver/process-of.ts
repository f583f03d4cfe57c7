import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Process } from '#statemachines/words/process.ts';

type Machine = {
  Type: string;
  Properties: {
    StateMachineName?: string;
    DefinitionString: string;
    DefinitionSubstitutions: Record<string, unknown>;
  };
};
type Template = { Resources: Record<string, Machine> };

/** `openChild` as its function is called. */
const kebab = (word: string) => word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Puts a process of a test in the place of a shipped one, in the templates a desk is started from. */
export const processOf =
  (machine: string, { definition }: Process) =>
  (assembly: string): void => {
    const text = JSON.stringify(definition);
    const steps = [...new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, word = '']) => word))];
    const files = readdirSync(assembly).filter((name) => name.endsWith('.template.json'));
    const replaced = files.filter((name) => {
      const path = join(assembly, name);
      const template = JSON.parse(readFileSync(path, 'utf8')) as Template;
      const found = Object.values(template.Resources).find(
        ({ Type, Properties }) =>
          Type === 'AWS::StepFunctions::StateMachine' && Properties.StateMachineName?.endsWith(`-${machine}`),
      );
      if (found === undefined) return false;
      const { ask } = found.Properties.DefinitionSubstitutions;
      const named = (step: string) => JSON.parse(JSON.stringify(ask).replace(/-ask"/, `-${kebab(step)}"`));
      found.Properties.DefinitionString = text;
      found.Properties.DefinitionSubstitutions = Object.fromEntries(steps.map((step) => [step, named(step)]));
      writeFileSync(path, JSON.stringify(template));
      return true;
    });
    // The folder may hold the templates of other stages too.
    if (replaced.length === 0) throw new Error(`no template has the process ${machine}`);
  };
