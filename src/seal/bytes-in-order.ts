/** Bytes that come in pieces of any size, taken in order, as many as are asked for. */

export interface BytesInOrder {
  /** The next `count` bytes, which stay where they are; fewer where all ends before. */
  peek(count: number): Promise<Uint8Array>;
  /** Exactly the next `count` bytes. Throws where all ends before. */
  take(count: number): Promise<Uint8Array>;
  /** The next bytes as they came, at most `count` of them; `undefined` at the end. */
  next(count: number): Promise<Uint8Array | undefined>;
  /** All that is left; whoever stops reading it closes. */
  rest(): AsyncGenerator<Uint8Array>;
  /** Lets go of what has not been read. */
  close(): Promise<void>;
}

/** What it gives are views of the pieces of `source`, wherever they lie in one. */
export function inOrder(source: AsyncIterator<Uint8Array>): BytesInOrder {
  let held: Uint8Array = new Uint8Array();
  let ended = false;

  /** Another piece; `false` at the end. */
  async function more(): Promise<boolean> {
    const result = ended ? undefined : await source.next();
    ended = result?.done !== false;
    if (result?.done === false) held = held.length === 0 ? result.value : Buffer.concat([held, result.value]);
    return !ended;
  }

  async function peek(count: number): Promise<Uint8Array> {
    while (held.length < count && (await more()));
    return held.subarray(0, count);
  }

  async function next(count: number): Promise<Uint8Array | undefined> {
    while (held.length === 0) if (!(await more())) return undefined;
    const bytes = held.subarray(0, count);
    held = held.subarray(bytes.length);
    return bytes;
  }

  async function close(): Promise<void> {
    ended = true;
    await source.return?.();
  }

  return {
    peek,
    next,
    async take(count) {
      const bytes = await peek(count);
      if (bytes.length < count) throw new TypeError('cut short');
      held = held.subarray(count);
      return bytes;
    },
    async *rest() {
      try {
        for (;;) {
          const bytes = await next(Number.POSITIVE_INFINITY);
          if (bytes === undefined) return;
          yield bytes;
        }
      } finally {
        await close();
      }
    },
    close,
  };
}
