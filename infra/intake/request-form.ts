import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { HttpDoor } from '../api/http-door.ts';
import type { Store } from '../case/store.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** What the form must be told. */
export interface RequestFormProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where requests are kept until they are cases. */
  readonly store: Store;
  /** Where people come in. */
  readonly door: HttpDoor;
}

/** The form for everybody, and the page that confirms the address it was filled in with. */
export class RequestForm extends Construct {
  constructor(scope: Construct, id: string, { settings, store, door }: RequestFormProps) {
    super(scope, id);
    const page = new DeskFunction(this, 'Page', {
      settings,
      name: 'request-page',
      entry: 'functions/intake/request-page.ts',
      does: 'Shows the form for requests, and begins one when its address is confirmed.',
      timeout: Duration.seconds(20),
    });
    store.openTo(page);
    store.bodies.openToRequests(page);
    store.bodies.openToBrowsersAt(door.url);
    store.keys.openTo(page);
    door.open(page, [
      ...['GET', 'POST'].map((method) => ({ method, path: '/request', open: true })),
      // The link is signed; scanners ask for the HEAD of it.
      ...['GET', 'HEAD', 'POST'].map((method) => ({ method, path: '/requests/confirm/{link}', open: true })),
    ]);
  }
}
