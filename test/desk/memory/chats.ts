import { type ChatWire, type Posted, sendChat } from '#desk/delivery/chat/send-chat.ts';
import type { Outgoing } from '#desk/delivery/effect.ts';
import type { Chatter } from '#desk/intake/chat/note.ts';
import type { Said } from '#desk/intake/chat/said.ts';
import { takeChat } from '#desk/intake/chat/take-chat.ts';
import { placeKey, type Talk } from '#desk/intake/chat/talk.ts';
import type { Memory } from '../memory.ts';

/** A post as people see it. */
export type Seen = Readonly<{ id: string; channel: string; thread: string; text: string }>;

/** A program people chat in: who they are, what was posted, and what it does; a test changes that. */
export type Program = {
  people: Record<string, Chatter>;
  /** The files it hands out, by id; of others it says nothing now. */
  files: Record<string, string>;
  fetched: string[];
  posts: Seen[];
  /** What posting comes to, the next first; then it works. */
  plan: (Posted | 'heard-but-lost')[];
  again: (readonly [Outgoing, number, number])[];
  mails: Outgoing[];
  wire: ChatWire;
};

export const ANNA_THERE: Chatter = { address: 'anna@corp.example', name: 'Anna', verified: true };

/** A program in which everything works, until a test says otherwise. */
export function program(): Program {
  const here: Program = {
    people: { UA: ANNA_THERE, UB: { address: 'bob@corp.example', verified: true } },
    files: {},
    fetched: [],
    posts: [],
    plan: [],
    again: [],
    mails: [],
    wire: {
      post: async (to, { id, paragraphs, links }, begun) => {
        const channel = to.channel ?? `D-${to.user}`;
        const heard = begun ? here.posts.find((post) => post.id === id) : undefined;
        const thread = to.thread ?? heard?.thread ?? `p${here.posts.length}`;
        if (heard !== undefined) return { kind: 'posted', channel, thread };
        const planned = here.plan.shift();
        if (planned !== undefined && planned !== 'heard-but-lost') return planned;
        const text = [...paragraphs, ...links.map(({ url }) => url)].join('\n');
        here.posts.push({ id, channel, thread, text });
        return planned === undefined
          ? { kind: 'posted', channel, thread }
          : { kind: 'later', note: 'network' };
      },
      again: async (out, attempt, seconds) => {
        here.again.push([out, attempt, seconds]);
      },
      byMail: async (out) => {
        here.mails.push(out);
      },
    },
  };
  return here;
}

let told = 0;
function newName(): string {
  told += 1;
  return `m-${told}`;
}

/** Something said to the desk alone, unless said otherwise. */
export function said(text: string, { at = newName(), ...more }: SaidHere = {}): Said {
  const { user = 'UA', channel = 'DA', under, event = `Ev-${at}`, ...rest } = more;
  const direct = channel.startsWith('D');
  const talk: Talk = { app: 'slack', team: 'T1', user, channel, thread: under ?? at, direct };
  return { talk, message: placeKey('slack', 'T1', channel, at), event, text, addressed: direct, ...rest };
}

type SaidHere = Partial<Omit<Said, 'talk' | 'message' | 'text'>> &
  Readonly<{ at?: string; user?: string; channel?: string; under?: string | undefined }>;

/** The desk takes in what was said; `another`: it comes again, should the desk not manage. */
export const hears = (desk: Memory, here: Program, what: Said, another = true): Promise<void> =>
  takeChat(desk.ports, what, {
    who: async ({ user }) =>
      here.people[user] ?? { address: `${user.toLowerCase()}.t1@slack.invalid`, verified: false },
    fetch: async (_talk, id, refusal) => {
      const text = here.files[id];
      if (text === undefined) return { kind: 'later' };
      const why = refusal(text.length);
      if (why !== undefined) return { kind: 'refused', bytes: text.length, why };
      here.fetched.push(id);
      return { kind: 'file', type: 'text/plain', content: Buffer.from(text) };
    },
    another,
  });

/** Hands on everything that waits in the outbox: what is for a chat is said there, the rest stays where a test looks. */
export async function speaks(desk: Memory, here: Program): Promise<readonly Outgoing[]> {
  const waiting = desk.rows.outbox.splice(0);
  for (const { caseId, effect } of waiting)
    if (effect.kind === 'chat') await sendChat(desk.ports, caseId, effect, here.wire);
  return waiting;
}
