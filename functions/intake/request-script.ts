import { createHash } from 'node:crypto';

/**
 * Sends the files of the form one by one to where the desk says, and then the form with a word for each. Without script, or where
 * that goes wrong, the browser sends them with the form, up to 4 MB, and the desk says what it does not take: whoever is in need
 * is heard all the same.
 */
const SCRIPT = `
'use strict';
(() => {
  const form = document.forms[0], files = form.elements.files, note = document.getElementById('files-note');
  const most = 25 * 1024 * 1024, plain = 4 * 1024 * 1024;
  note.textContent = 'At most 10 files, together 25 MB.';
  const say = (text) => { note.textContent = text; note.className = 'fault'; note.setAttribute('role', 'alert'); };
  const upload = async (file) => {
    const announced = await fetch('/requests/uploads', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: file.name, type: file.type || undefined, bytes: file.size }),
    });
    const answer = await announced.json();
    if (!announced.ok) throw new Error(file.name + ': ' + answer.message + '.');
    const { ok } = await fetch(answer.url, { method: answer.method, headers: answer.headers, body: file });
    if (!ok) throw new TypeError('not taken');
    return answer.upload;
  };
  form.addEventListener('submit', async (event) => {
    const chosen = [...files.files], button = form.querySelector('button');
    if (chosen.length === 0) return;
    event.preventDefault();
    const bytes = chosen.reduce((sum, { size }) => sum + size, 0);
    if (bytes > most) return say('Your files are larger than 25 MB together. Please send the form without them, and reply to our mail with the files.');
    button.disabled = true;
    try {
      const words = [];
      for (const file of chosen) {
        note.textContent = 'Sending ' + file.name + ' …';
        words.push(await upload(file));
      }
      for (const word of words) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'attachments', value: word }));
      files.disabled = true;
      form.enctype = 'application/x-www-form-urlencoded';
      form.submit();
    } catch (error) {
      button.disabled = false;
      if (bytes <= plain) return form.submit();
      say(error instanceof TypeError ? 'Your files could not be sent. Please send the form without them, and reply to our mail with the files.' : error.message);
    }
  });
})();
`;

/** The script as it stands at the end of the page. */
export const script = `<script>${SCRIPT}</script>`;

const HASH = createHash('sha256').update(SCRIPT).digest('base64');

/** What a page with this script may do besides: run it and nothing else, ask the desk, and send files to where they wait. */
export const policyWith = (uploads: string): string =>
  `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${HASH}'; connect-src 'self' ${uploads}; form-action 'self'; frame-ancestors 'none'`;
