import type { Stage } from '../stage.ts';
import { facilitiesStories } from './facilities.ts';
import { hrStories } from './hr.ts';
import { itStories } from './it.ts';
import type { Story } from './story.ts';
import { unwanted } from './unwanted.ts';

/** What a Monday morning brings. */
export async function mondayMorning(stage: Stage): Promise<Story[]> {
  await stage.manages(stage.person('mia'), stage.person('bob'));
  await stage.manages(stage.person('mia'), stage.person('dora'));
  return [...itStories(stage), ...hrStories(stage), ...facilitiesStories(stage), ...unwanted(stage)];
}
