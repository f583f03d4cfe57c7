import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { nameOf } from '../names.ts';
import type { DeskFunction } from '../parts/desk-function.ts';
import type { Settings } from '../settings.ts';

const S = AttributeType.STRING;

/** The indexes of the table. All are sparse: an item without both keys is not in them. */
const INDEXES = [
  {
    // An open case of a department, what is due next first; nothing of it that a stranger could learn from.
    indexName: 'byQueue',
    partitionKey: { name: 'queueKey', type: S },
    sortKey: { name: 'dueAt', type: S },
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: ['reference', 'priority', 'stage', 'assignee'],
  },
  {
    // A case whose clocks must be looked at; only the keys, the look itself reads the case.
    indexName: 'byWake',
    partitionKey: { name: 'wakeShard', type: S },
    sortKey: { name: 'wakeAt', type: S },
    projectionType: ProjectionType.KEYS_ONLY,
  },
  {
    // What one person asked for.
    indexName: 'byRequester',
    partitionKey: { name: 'requesterKey', type: S },
    sortKey: { name: 'openedAt', type: S },
    projectionType: ProjectionType.KEYS_ONLY,
  },
  {
    // What arrived on one day, and what became of it.
    indexName: 'byDay',
    partitionKey: { name: 'ledgerDay', type: S },
    sortKey: { name: 'ledgerAt', type: S },
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: ['messageId', 'class', 'cause', 'caseId'],
  },
] as const;

/** An index of the table. */
export type Index = (typeof INDEXES)[number]['indexName'];

/** Where every case, its history, its tasks and the ledger live. */
export class Cases extends Construct {
  private readonly table: Table;

  constructor(scope: Construct, id: string, { settings }: { readonly settings: Settings }) {
    super(scope, id);
    this.table = new Table(this, 'Resource', {
      tableName: nameOf(settings, 'cases'),
      partitionKey: { name: 'pk', type: S },
      sortKey: { name: 'sk', type: S },
      billingMode: BillingMode.PAY_PER_REQUEST,
      // Encrypted with the key DynamoDB owns: at no cost, and no permission a function could lack.
      encryption: TableEncryption.DEFAULT,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: settings.keepsData },
      deletionProtection: settings.keepsData,
      // Its name is fixed, so a change that would replace it by an empty table fails instead.
      removalPolicy: settings.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const { nonKeyAttributes, ...index } of INDEXES.map((each) => ({ nonKeyAttributes: [], ...each }))) {
      this.table.addGlobalSecondaryIndex({
        ...index,
        ...(nonKeyAttributes.length > 0 && { nonKeyAttributes: [...nonKeyAttributes] }),
      });
    }
  }

  /** Lets a function look up one thing by its key. */
  openToRead(reader: DeskFunction): void {
    this.lend(reader, ['dynamodb:GetItem']);
  }

  /** Lets a function read one case with what belongs to it, and write nothing. */
  openToLookAt(reader: DeskFunction): void {
    this.lend(reader, ['dynamodb:GetItem', 'dynamodb:Query']);
  }

  /** Lets a function read what belongs together and write item by item, all or nothing. */
  openTo(writer: DeskFunction): void {
    // A transaction needs the permissions of the writes it is made of.
    this.lend(writer, [
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:ConditionCheckItem',
    ]);
  }

  /** Lets a function list by some of the indexes. */
  openIndexes(reader: DeskFunction, ...indexes: readonly Index[]): void {
    reader.give('CASES_TABLE', this.table.tableName).allow(
      ['dynamodb:Query'],
      indexes.map((index) => `${this.table.tableArn}/index/${index}`),
    );
  }

  /** Lets a function read the stream of what was written, and says where it is. */
  openStream(reader: DeskFunction): string {
    const stream = this.table.tableStreamArn;
    if (stream === undefined) throw new Error('the table of the cases has no stream');
    reader
      .allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [stream])
      .allow(['dynamodb:ListStreams'], [`${this.table.tableArn}/stream/*`]);
    return stream;
  }

  private lend(borrower: DeskFunction, actions: readonly string[]): void {
    borrower.give('CASES_TABLE', this.table.tableName).allow(actions, [this.table.tableArn]);
  }
}
