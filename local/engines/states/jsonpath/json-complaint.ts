/** What is wrong with a text that should be JSON, and in which column, in the words of the service's parser. */
export function complaintAbout(text: string): { message: string; column: number } {
  const open: { marker: '{' | '['; at: number }[] = [];
  let expects: 'value' | 'field' | 'colon' | 'next' = 'value';
  let at = 0;
  const unexpected = (expected: string) => {
    const c = text[at] ?? '';
    return {
      message: `Unexpected character ('${c}' (code ${c.codePointAt(0)})): ${expected}`,
      column: at + 1,
    };
  };
  while (at < text.length) {
    const c = text[at] ?? '';
    const inner = open.at(-1);
    if (/\s/.test(c)) at += 1;
    else if (expects === 'colon') {
      if (c !== ':') return unexpected('was expecting a colon to separate field name and value');
      expects = 'value';
      at += 1;
    } else if (expects === 'next' && c === ',') {
      expects = inner?.marker === '{' ? 'field' : 'value';
      at += 1;
    } else if (inner && c === (inner.marker === '{' ? '}' : ']') && expects !== 'value') {
      open.pop();
      expects = 'next';
      at += 1;
    } else if (expects === 'next') {
      return unexpected(
        `was expecting comma to separate ${inner?.marker === '[' ? 'Array' : 'Object'} entries`,
      );
    } else if (expects === 'field') {
      if (c !== '"') return unexpected('was expecting double-quote to start field name');
      at = endOfText(text, at);
      expects = 'colon';
    } else if (c === '{' || c === '[') {
      open.push({ marker: c, at });
      expects = c === '{' ? 'field' : 'value';
      at += 1;
    } else if (c === ']' && inner?.marker === '[') {
      open.pop();
      expects = 'next';
      at += 1;
    } else if (c === '"') {
      at = endOfText(text, at);
      expects = 'next';
    } else {
      const token = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[\p{L}_$][\p{L}\p{N}_$]*)/u.exec(
        text.slice(at),
      )?.[0];
      if (token === undefined) return unexpected(`expected a valid value ${VALUES}`);
      at += token.length;
      if (/^[\p{L}_$]/u.test(token) && !['true', 'false', 'null'].includes(token))
        return { message: `Unrecognized token '${token}': was expecting ${VALUES}`, column: at + 1 };
      expects = 'next';
    }
  }
  const inner = open.at(-1);
  if (!inner) return { message: 'No content to map due to end-of-input', column: text.length + 1 };
  const source = `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${inner.at + 1}]`;
  const what = inner.marker === '{' ? 'Object' : 'Array';
  return {
    message: `Unexpected end-of-input: expected close marker for ${what} (start marker at ${source})`,
    column: text.length + 1,
  };
}

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

function endOfText(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
}
