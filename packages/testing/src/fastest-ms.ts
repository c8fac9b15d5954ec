/** The best of a few runs: what an act costs, rather than what else the machine does meanwhile. */
export function fastestMs(act: () => unknown, runs = 5): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const startedMs = performance.now();
    act();
    fastest = Math.min(fastest, performance.now() - startedMs);
  }
  return fastest;
}
