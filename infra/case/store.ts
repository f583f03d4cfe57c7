import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { Bodies } from './bodies.ts';
import { Cases } from './cases.ts';
import { Keys } from './keys.ts';

/** What the desk remembers, and the keys it signs with. */
export class Store extends Construct {
  readonly cases: Cases;
  readonly bodies: Bodies;
  readonly keys: Keys;

  constructor(scope: Construct, id: string, props: { readonly settings: Settings }) {
    super(scope, id);
    this.cases = new Cases(this, 'Cases', props);
    this.bodies = new Bodies(this, 'Bodies', props);
    this.keys = new Keys(this, 'Keys', props);
  }
}
