import type { Rows } from '#test/desk/memory/rows.ts';
import { type Random, randomOf } from '#test/desk/sla/simulation/random.ts';

/** What befalls a matter, drawn once for it and all its parts. */
export type Life = {
  readonly random: Random;
  /** How often nobody answers a question, and how often those who do give the answer that is hoped for. */
  readonly silent: number;
  readonly willing: number;
  /** Nobody answers anything, until its process has run out of days and somebody is rung for. */
  deserted: boolean;
  /** The desk's own step fails in one of its branches, and goes on failing. */
  readonly broken: boolean;
  /** Its requester calls it off, or wants it sooner, some time. */
  readonly turn: 'none' | 'cancelled' | 'sooner';
};

function born(seed: number): Life {
  const random = randomOf(seed);
  const drawn = random.next();
  return {
    random,
    silent: random.chance(0.2) ? 0.55 : 0.1,
    willing: random.chance(0.6) ? 0.92 : 0.5,
    deserted: drawn < 0.004,
    broken: drawn > 0.99,
    turn: random.chance(0.02) ? 'cancelled' : random.chance(0.02) ? 'sooner' : 'none',
  };
}

/** The lives of cases. A part shares that of its whole; what was handed on begins one of its own. */
export function lives(rows: Rows, seed: number) {
  const known = new Map<string, Life>();
  const rootOf = (caseId: string): string => {
    const parent = rows.heads.get(caseId)?.parent;
    return parent === undefined ? caseId : rootOf(parent.caseId);
  };
  return (caseId: string): Life => {
    const root = rootOf(caseId);
    const life = known.get(root) ?? born(Math.imul(seed, 7919) + known.size * 104_729);
    known.set(root, life);
    return life;
  };
}
