import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ROUTES, runsIn } from '#functions/api/routes.ts';
import type { Store } from '../case/store.ts';
import { openDepartmentSecrets, openEndpoints } from '../delivery/endpoints.ts';
import type { DeliveryQueues } from '../delivery/queues.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';
import type { HttpDoor } from './http-door.ts';

/** What the door to departments' systems must be told. */
export interface EndpointsProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where it is kept how calls go. */
  readonly store: Store;
  /** Where what is sent again waits. */
  readonly queues: DeliveryQueues;
  /** Where requests come in. */
  readonly door: HttpDoor;
}

/** What a department's lead and the platform team ask of the department's own system: how it fares, switch on, send again. */
export class Endpoints extends Construct {
  constructor(scope: Construct, id: string, { settings, store, queues, door }: EndpointsProps) {
    super(scope, id);
    const endpoints = new DeskFunction(this, 'Function', {
      settings,
      name: 'endpoints',
      entry: 'functions/api/endpoints.ts',
      does: "Shows how calls to a department's system go, switches it on again, and sends tasks again.",
      timeout: Duration.seconds(29),
    });
    store.openTo(endpoints);
    store.cases.openIndexes(endpoints, 'byQueue');
    openDepartmentSecrets(this, settings, endpoints);
    openEndpoints(this, settings, endpoints);
    queues.webhook.openTo(endpoints, 'WEBHOOK_QUEUE');
    door.open(
      endpoints,
      ROUTES.filter(({ operation }) => runsIn(operation) === 'endpoints'),
    );
  }
}
