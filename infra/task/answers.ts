import { Construct } from 'constructs';
import type { HttpDoor } from '../api/http-door.ts';
import type { Store } from '../case/store.ts';
import { openDepartmentSecrets } from '../delivery/endpoints.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

/** What the answers must be told. */
export interface AnswersProps {
  /** The stage they belong to. */
  readonly settings: Settings;
  /** Where tasks are. */
  readonly store: Store;
  /** Where answers come in. */
  readonly door: HttpDoor;
}

/** Where answers come back: callbacks of the departments' systems, and the pages behind the links in mails. */
export class Answers extends Construct {
  constructor(scope: Construct, id: string, { settings, store, door }: AnswersProps) {
    super(scope, id);
    const callback = new DeskFunction(this, 'Callback', {
      settings,
      name: 'callback',
      entry: 'functions/task/callback.ts',
      does: 'Stores the signed answer of a system to a task.',
    });
    store.openTo(callback);
    openDepartmentSecrets(this, settings, callback);
    // The signature on the body opens this door, not a token.
    door.open(callback, [{ method: 'POST', path: '/callbacks/{taskRef}', open: true }]);

    const answerPage = new DeskFunction(this, 'AnswerPage', {
      settings,
      name: 'answer-page',
      entry: 'functions/task/answer-page.ts',
      does: 'Shows the question behind a link, and stores the answer that is posted.',
    });
    store.openTo(answerPage);
    store.keys.openTo(answerPage);
    // The link is signed. HEAD is what mail scanners ask; without a route they would call it a dead link.
    door.open(
      answerPage,
      ['/answers/{link}', '/surveys/{link}'].flatMap((path) =>
        ['GET', 'HEAD', 'POST'].map((method) => ({ method, path, open: true })),
      ),
    );
  }
}
