import { writeFileSync } from 'node:fs';
import { PAGE, page } from './table.ts';

/* `npm run mail`: writes docs/mail-corpus.md anew, and prints it. */
const text = await page();
writeFileSync(PAGE, text);
process.stdout.write(text);
