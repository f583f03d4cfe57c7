import type { Field } from '#desk/case/fields/field.ts';
import type { Random } from '#test/desk/sla/simulation/random.ts';

const DAY_MS = 86_400_000;
const WORDS = ['spring', 'blue', 'third', 'north', 'gate', 'review', 'A-17', 'Berlin', 'office'] as const;

const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The first of its kind that fits a pattern, part by part: letters and digits with their counts. */
const fitting = (pattern: string, random: Random): string =>
  [...pattern.matchAll(/(\[[^\]]+\]|\\d|\\w|\\.|[^\\{}?+*()|])(?:\{(\d+)(?:,\d*)?\})?/g)]
    .map(([, of = '', times = '1']) => {
      const one = () => {
        if (of === '\\d' || of === '[0-9]') return String(random.below(10));
        if (of.startsWith('[')) return of.charAt(1);
        return of === '\\w' ? 'a' : of.replace('\\', '');
      };
      return Array.from({ length: Number(times) }, one).join('');
    })
    .join('');

function dayFor({ min, max }: Field, now: number, random: Random): string {
  const first = typeof min === 'string' && min !== 'today' ? Date.parse(min) : now;
  const last = typeof max === 'string' ? (max === 'today' ? now : Date.parse(max)) : Number.POSITIVE_INFINITY;
  // Dates lie ahead, most of them near and few of them years; where they may lie behind, some do.
  const far = random.chance(0.25) ? 900 : 300;
  const ahead = random.chance(0.1) ? random.between(60, far) : random.between(1, 60);
  const behind = min === undefined && random.chance(0.2) ? -random.between(1, 40) : ahead;
  return isoDay(Math.min(Math.max(now + behind * DAY_MS, first), last));
}

/** What somebody enters into a field: something that fits it, drawn by its type. */
export function fillIn(field: Field, now: number, random: Random): string {
  const { type, min, max, options = [], pattern } = field;
  if (type === 'date') return dayFor(field, now, random);
  if (type === 'number') {
    const low = Number(min ?? 1);
    // Amounts differ by magnitudes, as what depends on them does.
    return String(
      Math.min(Math.round(low + 10 ** (random.next() * 5)), Number(max ?? Number.POSITIVE_INFINITY)),
    );
  }
  if (type === 'choice') return options[random.below(options.length)] ?? '';
  if (type === 'person') return `person-${random.below(40)}@corp.example`;
  if (type === 'yes-no') return random.chance(0.5) ? 'yes' : 'no';
  if (pattern !== undefined) return fitting(pattern, random);
  const words = [random.pick(WORDS), random.pick(WORDS), random.pick(WORDS), random.pick(WORDS)].join(' ');
  return words.slice(0, Math.max(Number(min ?? 0), Math.min(words.length, Number(max ?? 200)))).trim();
}
