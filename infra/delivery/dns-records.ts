import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** One record the owner of the domain enters where its DNS is kept. */
export interface DnsRecord {
  /** What the output is called. */
  readonly id: string;
  /** What it is for, as a half sentence. */
  readonly why: string;
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

/** Prints records as outputs of the stack, in the form of a zone file, ready to be entered. */
export function printRecords(scope: Construct, records: readonly DnsRecord[]): void {
  for (const { id, why, name, type, value } of records) {
    new CfnOutput(Stack.of(scope), `Dns${id}`, { description: why, value: `${name}. ${type} ${value}` });
  }
}
