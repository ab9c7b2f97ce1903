/** Bounds on what runs at the same time. */

/** Runs at most `limit` of the tasks given to it at once, the others in the order in which they came. */
export function limitConcurrency(limit: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running === limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/** Runs the tasks of one key one after the other; those of different keys do not wait for each other. */
export function oneAtATimePerKey(): <Result>(key: string, task: () => Promise<Result>) => Promise<Result> {
  const lines = new Map<string, { run: ReturnType<typeof limitConcurrency>; waiting: number }>();
  return async (key, task) => {
    const line = lines.get(key) ?? { run: limitConcurrency(1), waiting: 0 };
    lines.set(key, line);
    line.waiting += 1;
    try {
      return await line.run(task);
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) lines.delete(key);
    }
  };
}
