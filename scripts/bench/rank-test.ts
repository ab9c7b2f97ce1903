/**
 * The test of Mann and Whitney (On a test of whether one of two random variables is stochastically larger
 * than the other, 1947), with the normal approximation and the correction for ties: it asks nothing of the
 * shape of the distributions, and a late answer counts as late, not as how late.
 */

/**
 * How many standard deviations the ranks of `ones` lie above those that chance would give them. Beyond 4.5,
 * either way, is no chance: the bound of dudect (Reparaz, Balasch, Verbauwhede, 2017), which leaves room for
 * many pairs and many runs.
 */
export function rankDeviation(ones: readonly number[], others: readonly number[]): number {
  const all = [
    ...ones.map((value) => ({ value, one: true })),
    ...others.map((value) => ({ value, one: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  let tied = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) end += 1;
    const size = end - start;
    // Those that are equal share the mean of their ranks, which begin at 1.
    rankSum += all.slice(start, end).filter(({ one }) => one).length * ((start + 1 + end) / 2);
    tied += size ** 3 - size;
    start = end;
  }
  const [m, n, total] = [ones.length, others.length, all.length];
  const mean = (m * (total + 1)) / 2;
  const variance = ((m * n) / 12) * (total + 1 - tied / (total * (total - 1)));
  return variance === 0 ? 0 : (rankSum - mean) / Math.sqrt(variance);
}

export const greatestDeviation = 4.5;
