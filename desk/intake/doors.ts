import type { Ports } from '../ports.ts';
import { aliasesOf } from '../routing/addressed.ts';
import type { ReadMailOptions } from './read-mail.ts';

/** By which addresses a mail reaches the desk. */
export const doorsOf = ({
  settings,
  catalogue,
}: Pick<Ports, 'settings' | 'catalogue'>): Pick<ReadMailOptions, 'ours' | 'aliases'> => ({
  ours: [settings.frontDoor],
  aliases: aliasesOf(catalogue, settings.frontDoor),
});
