import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ROUTES, runsIn } from '#functions/api/routes.ts';
import type { Store } from '../case/store.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';
import type { HttpDoor } from './http-door.ts';

/** What oversight must be told. */
export interface OversightProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where cases are. */
  readonly store: Store;
  /** Where requests come in. */
  readonly door: HttpDoor;
}

/** What those ask of the desk who answer for the work and do not do it. */
export class Oversight extends Construct {
  constructor(scope: Construct, id: string, { settings, store, door }: OversightProps) {
    super(scope, id);
    const oversight = new DeskFunction(this, 'Oversight', {
      settings,
      name: 'oversight',
      entry: 'functions/api/oversight.ts',
      does: 'Reports how promises were kept, and shows a case to somebody who broke the glass together with a second person.',
      timeout: Duration.seconds(20),
    });
    store.openTo(oversight);
    store.cases.openIndexes(oversight, 'byDay');
    store.bodies.openToRead(oversight);
    door.open(
      oversight,
      ROUTES.filter(({ operation }) => runsIn(operation) === 'oversight'),
    );
  }
}
