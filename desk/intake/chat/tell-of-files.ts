import type { Case } from '../../case/case.ts';
import { change } from '../../case/commit.ts';
import { happened } from '../../case/events.ts';
import { isUrgent } from '../../case/quiet.ts';
import { survivorOf } from '../../case/survivor.ts';
import type { Commit, Ports } from '../../ports.ts';

/** Whether somebody is told of their files: whoever is in need hears nothing of the kind (row 14), nor does whom nobody vouches for. */
const hears = (found: Case): boolean => found.verified && !isUrgent(found) && found.chat !== undefined;

/**
 * Tells whoever showed files in a chat which of them the desk does not have, and why, in one message. Repeating is safe:
 * the case says which words were answered so, and a commit that lost its race looks again.
 */
export async function tellOfFiles(desk: Ports, key: string): Promise<void> {
  const caseId = (await desk.ledger.find(key))?.caseId;
  const named = caseId === undefined ? undefined : await desk.cases.find(caseId);
  const into = named && (await survivorOf(desk, named));
  if (into === undefined || !hears(into)) return;
  const about = `messages/${key}`;
  const files = ((await desk.bodies.get(about))?.attachments ?? []).flatMap(({ name, refused }) =>
    refused === undefined ? [] : [`“${name}” ${refused}`],
  );
  if (files.length === 0) return;
  await change(desk, into.id, async (found): Promise<Commit | undefined> => {
    const events = (await desk.cases.history(found.id)).flatMap((row) => row.events);
    if (!hears(found) || events.some((event) => event.type === 'MessageSent' && event.about === about))
      return undefined;
    const to = [found.requester.address];
    const sent = { type: 'MessageSent' as const, to, template: 'files-unkept', about };
    return {
      events: happened(desk.now(), { kind: 'desk' }, sent),
      effects: [
        {
          kind: 'mail',
          id: `${found.id}-${found.version + 1}-files`,
          to,
          template: 'files-unkept',
          values: { files: files.join('; ') },
        },
      ],
    };
  });
}
