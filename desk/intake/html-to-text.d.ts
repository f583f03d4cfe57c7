/** The part of html-to-text that the desk uses; the package brings no types of its own. */
declare module 'html-to-text' {
  export type Selector = { selector: string; format?: string; options?: Record<string, unknown> };
  export type Options = {
    wordwrap?: number | false | null;
    baseElements?: { selectors: string[] };
    limits?: { maxInputLength?: number; maxDepth?: number; maxChildNodes?: number };
    selectors?: Selector[];
  };
  export function compile(options: Options): (html: string) => string;
}
