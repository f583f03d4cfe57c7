import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ROUTES, runsIn } from '#functions/api/routes.ts';
import type { Store } from '../case/store.ts';
import type { DeliveryQueues } from '../delivery/queues.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';
import { Endpoints } from './endpoints.ts';
import type { HttpDoor } from './http-door.ts';
import { Oversight } from './oversight.ts';

/** What the API must be told. */
export interface ApiProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where cases are. */
  readonly store: Store;
  /** Where what is sent to systems again waits. */
  readonly queues: DeliveryQueues;
  /** Where requests come in. */
  readonly door: HttpDoor;
}

/** What employees, agents and other programs ask of the desk. */
export class Api extends Construct {
  constructor(scope: Construct, id: string, { settings, store, queues, door }: ApiProps) {
    super(scope, id);
    const opening = new DeskFunction(this, 'OpenCase', {
      settings,
      name: 'open-case',
      entry: 'functions/api/open.ts',
      does: 'Opens cases in plain words or for a service, and says where words would go.',
      timeout: Duration.seconds(20),
    });
    store.openTo(opening);
    store.bodies.openToCollect(opening);
    store.bodies.openToWrite(opening);
    store.keys.openTo(opening);

    const api = new DeskFunction(this, 'Api', {
      settings,
      name: 'api',
      entry: 'functions/api/api.ts',
      does: 'Answers agents and programs: shows, lists and changes cases, explains routing and clocks.',
      timeout: Duration.seconds(20),
    });
    api.give('PUBLIC_URL', door.url);
    store.openTo(api);
    store.cases.openIndexes(api, 'byQueue', 'byRequester', 'byDay');
    store.bodies.openToRead(api);
    store.bodies.openToWrite(api);
    store.keys.openTo(api);

    new Oversight(this, 'Oversight', { settings, store, door });

    const files = new DeskFunction(this, 'Files', {
      settings,
      name: 'files',
      entry: 'functions/api/files.ts',
      does: 'Hands out files of cases, and mails as they came, by links that last two minutes.',
    });
    store.openTo(files);
    store.bodies.openToHandOut(files);

    const status = new DeskFunction(this, 'Status', {
      settings,
      name: 'status',
      entry: 'functions/api/status.ts',
      does: 'Says where a case stands, in words for whoever asked.',
    });
    store.openToLookAt(status);

    const requests = new DeskFunction(this, 'Requests', {
      settings,
      name: 'requests',
      entry: 'functions/api/requests.ts',
      does: 'Takes requests and files from people without a token, and has their address confirmed.',
      timeout: Duration.seconds(20),
    });
    store.openTo(requests);
    store.bodies.openToRequests(requests);
    store.keys.openTo(requests);

    // It needs no token, so it has no right either.
    const description = new DeskFunction(this, 'DescribeApi', {
      settings,
      name: 'describe-api',
      entry: 'functions/api/describe.ts',
      does: 'Describes the API to anybody.',
    });
    description.give('PUBLIC_URL', door.url);

    // The gateway knows the same list the functions look their operations up in: a route is added in one place.
    if (!settings.scansFiles) for (const each of [api, files]) each.give('FILES_UNSCANNED', 'yes');
    for (const [name, handler] of Object.entries({
      'open-case': opening,
      'describe-api': description,
      files,
      requests,
      status,
      api,
    })) {
      door.open(
        handler,
        ROUTES.filter(({ operation }) => runsIn(operation) === name),
      );
    }
    new Endpoints(this, 'Endpoints', { settings, store, queues, door });
  }
}
