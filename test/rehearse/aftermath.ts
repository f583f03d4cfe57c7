import { ACCOUNT, type Emulator } from './emulator.ts';

type Messages = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;

/** Fails if a message lies in a queue of dead letters. */
export async function noDeadLetters({ url }: Emulator): Promise<string> {
  const answer = await fetch(`${url}/_ministack/sqs/messages?account=${ACCOUNT}`);
  const { messages } = (await answer.json()) as { messages: Record<string, Messages> };
  const queues = Object.values(messages[ACCOUNT] ?? {}).flatMap((region) => Object.entries(region));
  const dead = queues.filter(([name, lying]) => /-dead$/.test(name) && lying.length > 0);
  if (dead.length > 0) throw new Error(`dead letters: ${JSON.stringify(dead).slice(0, 1500)}`);
  return `${queues.length} queues`;
}

/** Fails if the emulator refused a function what it asked for, also where the function was content without it. */
export function noRefusals({ log }: Emulator): void {
  const refused = log().matchAll(/assumed-role\/\S+\/(\S+) is not authorized to perform: (\S+)/g);
  const rights = new Set([...refused].map(([, who, right]) => `${who}: ${right}`));
  if (rights.size > 0) throw new Error([...rights].join(', '));
}
