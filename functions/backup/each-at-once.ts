/** Does something with each of many, so many at once; the first failure ends it. */
export async function eachAtOnce<T>(
  all: AsyncIterable<T>,
  atOnce: number,
  act: (one: T) => Promise<void>,
): Promise<void> {
  const source = all[Symbol.asyncIterator]();
  const work = async () => {
    for (let next = await source.next(); next.done !== true; next = await source.next())
      await act(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
