import { Construct } from 'constructs';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';
import { Bodies } from './bodies.ts';
import { Cases } from './cases.ts';
import { Keys } from './keys.ts';

/** What the desk remembers, and the keys it signs with. */
export class Store extends Construct {
  readonly cases: Cases;
  readonly bodies: Bodies;
  readonly keys: Keys;
  private readonly settings: Settings;

  constructor(scope: Construct, id: string, props: { readonly settings: Settings }) {
    super(scope, id);
    this.cases = new Cases(this, 'Cases', props);
    this.bodies = new Bodies(this, 'Bodies', props);
    this.keys = new Keys(this, 'Keys', props);
    this.settings = props.settings;
  }

  /** Lets a function ask the desk, which may change what it remembers. */
  openTo(caller: DeskFunction): void {
    this.introduce(caller);
    this.cases.openTo(caller);
  }

  /** Lets a function ask the desk what it remembers, one thing by its key. */
  openToRead(caller: DeskFunction): void {
    this.introduce(caller);
    this.cases.openToRead(caller);
  }

  /** Lets a function ask the desk how a case stands, with everything that belongs to it. */
  openToLookAt(caller: DeskFunction): void {
    this.introduce(caller);
    this.cases.openToLookAt(caller);
  }

  /** What a desk must know of itself wherever it is asked: its own address, and whom it works for. */
  private introduce(caller: DeskFunction): void {
    caller
      .give('FRONT_DOOR', this.settings.frontDoor)
      .give('COMPANY_DOMAINS', this.settings.companyDomains.join(','));
  }
}
