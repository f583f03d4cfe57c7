type Values = readonly unknown[];
type Meta = Readonly<{ keyPath: readonly PropertyKey[] }> | undefined;
type Rules = Readonly<{
  mergeArrays: (values: Values, utils: undefined, meta: Meta) => unknown;
  metaDataUpdater?: (before: Meta, of: Readonly<{ key?: PropertyKey }>) => Meta;
}>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Stands for `deepmerge-ts` in every bundle, 5 kB less where mails are read: `html-to-text` merges its plain options with it,
 * and nothing else. Records are merged by key, lists by the given rule; of anything else the last one counts.
 */
export function deepmergeCustom({ mergeArrays, metaDataUpdater }: Rules) {
  const merge = (values: Values, meta: Meta): unknown => {
    if (values.length < 2) return values[0];
    if (values.every(Array.isArray)) return mergeArrays(values, undefined, meta);
    if (!values.every(isRecord)) return values.at(-1);
    const keys = new Set(values.flatMap(Object.keys));
    return Object.fromEntries(
      [...keys].map((key) => [
        key,
        merge(
          values.flatMap((value) => (Object.hasOwn(value, key) ? [value[key]] : [])),
          metaDataUpdater?.(meta, { key }),
        ),
      ]),
    );
  };
  return (...values: Values) => merge(values, undefined);
}
