import { Construct } from 'constructs';
import type { HttpDoor } from '../api/http-door.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';
import type { Store } from './store.ts';

/** What the page must be told. */
export interface StatusPageProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where cases are. */
  readonly store: Store;
  /** Where people come in. */
  readonly door: HttpDoor;
}

/** The page behind the link in mails that shows where a case stands. It may read one case and write nothing. */
export class StatusPage extends Construct {
  constructor(scope: Construct, id: string, { settings, store, door }: StatusPageProps) {
    super(scope, id);
    const page = new DeskFunction(this, 'Page', {
      settings,
      name: 'status-page',
      entry: 'functions/case/status-page.ts',
      does: 'Shows where the case behind a link stands.',
    });
    store.openToLookAt(page);
    store.keys.openTo(page);
    // The link is signed; scanners ask for the HEAD of it.
    door.open(
      page,
      ['GET', 'HEAD'].map((method) => ({ method, path: '/status/{link}', open: true })),
    );
  }
}
