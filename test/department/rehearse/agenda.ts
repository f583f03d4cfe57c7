/** What is planned for a moment. */
type Planned<Item> = Readonly<{ at: number; order: number; item: Item }>;

const before = <Item>(a: Planned<Item>, b: Planned<Item>) =>
  a.at < b.at || (a.at === b.at && a.order < b.order);

/** What is going to happen, first due first; of two at one moment, whichever was planned first. A heap: thousands wait at once. */
export function agenda<Item>() {
  const heap: Planned<Item>[] = [];
  let planned = 0;
  const swap = (a: number, b: number) => {
    const [first, second] = [heap[a], heap[b]];
    if (first !== undefined && second !== undefined) [heap[a], heap[b]] = [second, first];
  };
  const sooner = (a: number, b: number): boolean => {
    const [first, second] = [heap[a], heap[b]];
    return first !== undefined && (second === undefined || before(first, second));
  };

  return {
    plan: (at: number, item: Item): void => {
      heap.push({ at, order: planned++, item });
      for (let place = heap.length - 1; place > 0; ) {
        const above = (place - 1) >> 1;
        if (!sooner(place, above)) break;
        swap(place, above);
        place = above;
      }
    },
    /** When the next is due. */
    next: (): number | undefined => heap[0]?.at,
    take: (): Item | undefined => {
      swap(0, heap.length - 1);
      const first = heap.pop();
      for (let place = 0; ; ) {
        const [left, right] = [2 * place + 1, 2 * place + 2];
        const child = sooner(right, left) ? right : left;
        if (!sooner(child, place) || heap[child] === undefined) break;
        swap(child, place);
        place = child;
      }
      return first?.item;
    },
  };
}
