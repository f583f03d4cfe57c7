import { Refusal } from './json.ts';
import { deleteFolder } from './state.ts';

const folder = process.env.DESK_DATA ?? '.switchboard';
try {
  console.error(deleteFolder(folder) ? `${folder} is gone` : `${folder} was not there`);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
