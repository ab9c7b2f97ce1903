import { blockSize } from './stage.ts';

/** Cuts `items` into arrays of a block's size, the last one shorter. */
export function* inBatches<Item>(items: Iterable<Item>): Generator<readonly Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === blockSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
