/** Pearson's correlation of two lists of numbers, told with three places; for reading, nothing is made of it. */
export function correlation(a: readonly number[], b: readonly number[]): string {
  const mean = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0) / all.length
  const [meanA, meanB] = [mean(a), mean(b)]
  const together = a.reduce((sum, each, at) => sum + (each - meanA) * (b[at]! - meanB), 0)
  const spread = (all: readonly number[], middle: number): number =>
    all.reduce((sum, each) => sum + (each - middle) ** 2, 0)
  return (together / Math.sqrt(spread(a, meanA) * spread(b, meanB))).toFixed(3)
}
