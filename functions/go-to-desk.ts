import { surroundBy } from './environment.ts';

/** Leads a command to the engines of the desk on this machine: they answer at addresses of their own, which it tells. */
export async function goToDesk(desk: string): Promise<void> {
  const answer = await fetch(`${desk}/local/engines`);
  if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
  surroundBy((await answer.json()) as Record<string, string>);
}
