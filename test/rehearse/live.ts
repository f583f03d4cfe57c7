import {
  CreateStateMachineAliasCommand,
  ListStateMachineAliasesCommand,
  ListStateMachinesCommand,
  PublishStateMachineVersionCommand,
  SFNClient,
  UpdateStateMachineAliasCommand,
} from '@aws-sdk/client-sfn';
import type { Assembly } from './assembly.ts';
import { clientOf } from './cdk.ts';
import type { Emulator } from './emulator.ts';
import { ofType, type Template } from './template.ts';

const referred = (value: unknown): string => String((value as { Ref?: unknown } | undefined)?.Ref ?? '');

/** What the templates say of the live version of each process: the machine's name, the version's description, the alias. */
function livesOf(template: Template) {
  const alias = ofType(template, 'AWS::StepFunctions::StateMachineAlias')[0]?.[1].Properties?.Name;
  return ofType(template, 'AWS::StepFunctions::StateMachineVersion').map(([, { Properties = {} }]) => ({
    machine: String(template.Resources[referred(Properties.StateMachineArn)]?.Properties?.StateMachineName),
    description: String(Properties.Description ?? ''),
    alias: String(alias),
  }));
}

/** Publishes what was deployed and leads the alias there, as CloudFormation does with the resources that were cut. */
export async function leadLive(emulator: Emulator, { templates }: Assembly): Promise<string> {
  const states = new SFNClient(clientOf(emulator));
  const { stateMachines = [] } = await states.send(new ListStateMachinesCommand({}));
  let led = 0;
  for (const { machine, description, alias } of [...templates.values()].flatMap(livesOf)) {
    const stateMachineArn = stateMachines.find(({ name }) => name === machine)?.stateMachineArn;
    if (stateMachineArn === undefined) throw new Error(`the process ${machine} is not deployed`);
    const { stateMachineVersionArn } = await states.send(
      new PublishStateMachineVersionCommand({ stateMachineArn, description }),
    );
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    const { stateMachineAliases = [] } = await states.send(
      new ListStateMachineAliasesCommand({ stateMachineArn }),
    );
    const [there] = stateMachineAliases;
    const stateMachineAliasArn = there?.stateMachineAliasArn;
    if (stateMachineAliasArn === undefined) {
      await states.send(new CreateStateMachineAliasCommand({ name: alias, routingConfiguration }));
    } else {
      await states.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration }));
    }
    led += 1;
  }
  states.destroy();
  return `${led} processes`;
}

/** What the version of a process is called in the templates: a hash of what the process says. */
export function versionOf({ templates }: Assembly, machine: string): string {
  const lives = [...templates.values()].flatMap(livesOf);
  return lives.find((live) => live.machine.endsWith(`-${machine}`))?.description ?? '';
}
