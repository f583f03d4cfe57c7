import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ROUTES } from '#functions/api/routes.ts';
import type { Store } from '../case/store.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';
import type { HttpDoor } from './http-door.ts';

/** What the API must be told. */
export interface ApiProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where cases are. */
  readonly store: Store;
  /** Where requests come in. */
  readonly door: HttpDoor;
}

/** What agents and other programs ask of the desk. */
export class Api extends Construct {
  constructor(scope: Construct, id: string, { settings, store, door }: ApiProps) {
    super(scope, id);
    const api = new DeskFunction(this, 'Api', {
      settings,
      name: 'api',
      entry: 'functions/api/api.ts',
      does: 'Answers agents and programs: opens, shows and lists cases, explains routing and clocks.',
      timeout: Duration.seconds(20),
    });
    api.give('PUBLIC_URL', door.url);
    store.openTo(api);
    store.cases.openIndexes(api, 'byQueue', 'byRequester', 'byDay');
    store.bodies.openToRead(api);
    store.bodies.openToWrite(api);
    store.keys.openTo(api);
    // The gateway knows the same list the function looks its operations up in: a route is added in one place.
    door.open(api, ROUTES);
  }
}
