import { readPath } from './path.ts';

/** An intrinsic function call as read, or one of its arguments. */
export type Call =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Call[] }
  | { readonly kind: 'path'; readonly text: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null };

/** Whether a text is meant as a call of an intrinsic function. */
export const looksLikeCall = (text: string) => text.startsWith('States.');

/** Reads a call, or undefined when it is malformed. */
export function readCall(text: string): Call | undefined {
  const reader = new Reader(text);
  try {
    const call = reader.value();
    return reader.done() && call.kind === 'call' ? call : undefined;
  } catch {
    return undefined;
  }
}

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z][A-Za-z0-9.]*/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  done(): boolean {
    this.#space();
    return this.#at >= this.#text.length;
  }

  value(): Call {
    this.#space();
    const next = this.#text[this.#at];
    if (next === "'") return { kind: 'literal', value: this.#quoted() };
    if (next === '$') return { kind: 'path', text: this.#path() };
    const number = this.#match(NUMBER);
    if (number !== undefined) return { kind: 'literal', value: Number(number) };
    const word = this.#match(WORD);
    if (word === undefined) throw new Error('a value is missing');
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' };
    if (word === 'null') return { kind: 'literal', value: null };
    return { kind: 'call', name: word, args: this.#args() };
  }

  #args(): Call[] {
    this.#expect('(');
    const args: Call[] = [];
    this.#space();
    if (this.#text[this.#at] === ')') {
      this.#at += 1;
      return args;
    }
    for (;;) {
      args.push(this.value());
      this.#space();
      const next = this.#text[this.#at++];
      if (next === ')') return args;
      if (next !== ',') throw new Error('a comma is missing');
    }
  }

  #quoted(): string {
    let value = '';
    for (this.#at += 1; this.#at < this.#text.length; this.#at++) {
      const c = this.#text[this.#at] ?? '';
      if (c === "'") {
        this.#at += 1;
        return value;
      }
      if (c !== '\\') value += c;
      else {
        this.#at += 1;
        const escaped = this.#text[this.#at] ?? '';
        // An escaped brace keeps its backslash: only the template of States.Format may take it away.
        value += "'\\".includes(escaped) ? escaped : `\\${escaped}`;
      }
    }
    throw new Error('a quote is left open');
  }

  /** A path ends at a comma or a closing parenthesis that is not inside its own brackets. */
  #path(): string {
    const start = this.#at;
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const c = this.#text[this.#at] ?? '';
      if (c === '[' || c === '(') depth += 1;
      else if ((c === ',' || c === ')') && depth === 0) break;
      else if (c === ']' || c === ')') depth -= 1;
    }
    const path = this.#text.slice(start, this.#at).trim();
    if (!readPath(path)) throw new Error(`'${path}' is no path`);
    return path;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #expect(c: string): void {
    this.#space();
    if (this.#text[this.#at++] !== c) throw new Error(`'${c}' is missing`);
  }

  #space(): void {
    while (this.#text[this.#at] === ' ') this.#at += 1;
  }
}
