interface Sample {
  readonly atMs: number;
  readonly bytes: number;
}

/** Long enough to be calm, short enough to notice a stall. */
const windowMs = 5_000;
const samplesMax = 64;

/** How fast bytes go by: the mean of the last seconds. Times are of any one clock. */
export class SpeedMeter {
  #samples: Sample[] = [];

  /** Notes how many bytes have passed in all. */
  note(sample: Sample): void {
    const oldest = sample.atMs - windowMs;
    const kept = this.#samples.filter(({ atMs }) => atMs >= oldest);
    this.#samples = [...kept.slice(1 - samplesMax), sample];
  }

  /** Bytes a second, or null while there is nothing to tell it from. */
  get bytesPerSecond(): number | null {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return null;
    return ((last.bytes - first.bytes) * 1000) / (last.atMs - first.atMs);
  }

  /** Seconds until `totalBytes` have passed, or null while nothing moves. */
  secondsLeft(totalBytes: number): number | null {
    const speed = this.bytesPerSecond;
    const passed = this.#samples.at(-1)?.bytes ?? 0;
    return speed === null || speed <= 0 ? null : Math.max(0, totalBytes - passed) / speed;
  }
}
