/** The shortest of five runs in milliseconds: what the work costs with nobody else in the way. */
export function shortestRunMs(act: () => unknown): number {
  const runs = Array.from({ length: 5 }, () => {
    const start = performance.now();
    act();
    return performance.now() - start;
  });
  return Math.min(...runs);
}
