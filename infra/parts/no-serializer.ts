/**
 * Stands for `dom-serializer` in every bundle: functions read pages for their words and write none, and what turns a
 * page back into markup brings two tables of HTML's entities along, 77 kB (`docs/decisions/0035`).
 */
export function render(): never {
  throw new Error('no function of the desk writes a page out of one it has read');
}

export default render;
