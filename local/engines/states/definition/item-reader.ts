import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Report } from './diagnostic.ts';

/** What each kind of items may be described by, and by what it must be. */
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  CSV: ['CSVHeaderLocation', 'CSVHeaders', 'CSVDelimiter', 'MaxItems', 'MaxItemsPath', 'ManifestType'],
  JSON: ['ItemsPointer', 'MaxItems', 'MaxItemsPath'],
  JSONL: ['MaxItems', 'MaxItemsPath'],
  PARQUET: ['MaxItems', 'MaxItemsPath', 'ManifestType'],
  MANIFEST: ['MaxItems', 'MaxItemsPath', 'ManifestType'],
};

/** Checks how a distributed Map says it reads its items. */
export function checkItemReader(reader: Json | undefined, at: string, report: Report): void {
  if (reader === undefined) return;
  if (!isObject(reader)) {
    report(at, 'Expected value of type Object');
    return;
  }
  const { Resource: resource, ReaderConfig: config } = reader;
  if (typeof resource !== 'string') report(at, "The field 'Resource' is required");
  const where = `${at}/ReaderConfig`;
  if (config === undefined) return;
  if (!isObject(config)) report(where, 'Expected value of type Object');
  else if (String(resource).endsWith(':s3:listObjectsV2')) checkListing(config, where, report);
  else checkFile(config, where, report);
}

function checkListing(config: JsonObject, at: string, report: Report): void {
  if (config.Transformation === 'LOAD_AND_FLATTEN' && config.InputType === undefined)
    report(at, "The field 'InputType' is required");
}

function checkFile(config: JsonObject, at: string, report: Report): void {
  const { InputType: type, ItemsPointer: pointer, CSVHeaderLocation: header } = config;
  const allowed = BY_TYPE[String(type)];
  if (type === undefined) {
    // An inventory says by its manifest how its files are written.
    if (config.ManifestType === undefined) report(at, "The field 'InputType' is required");
  } else if (!allowed)
    report(`${at}/InputType`, `Value should be one of the following: [${Object.keys(BY_TYPE).join(', ')}]`);
  // A wrong header hides what else is wrong with a table, as the service has it.
  else if (type === 'CSV' && header === undefined) report(at, "The field 'CSVHeaderLocation' is required");
  else if (type === 'CSV' && header === 'GIVEN' && config.CSVHeaders === undefined)
    report(at, 'These fields are required: [CSVHeaders]');
  else
    for (const field of Object.keys(config))
      if (field !== 'InputType' && !allowed.includes(field))
        report(`${at}/${field}`, `Field '${field}' is not supported`);
  if (type === 'JSON' && typeof pointer === 'string' && pointer !== '' && !pointer.startsWith('/'))
    report(
      `${at}/ItemsPointer`,
      `Invalid input: JSON Pointer expression must start with '/': ${JSON.stringify(pointer)}`,
    );
}
