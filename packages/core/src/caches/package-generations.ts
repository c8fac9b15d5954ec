import { LocalCache } from '@bonded/cache';
import type { EventBus } from '../events/index.ts';

const entriesMax = 100_000;
/** Longer than anything that is kept under a generation: what is older was rendered anew anyway. */
const ttlMs = 30_000;

/**
 * Names the state of a package for whatever is rendered from several of them: another name after
 * each change, so that what was rendered before it is not found any more.
 */
export class PackageGenerations {
  readonly #changed = new LocalCache<{ readonly at: number }>({ entriesMax, ttlMs });
  #clock = 0;
  #gaps = 0;

  constructor(events: EventBus) {
    events.onGap(() => {
      this.#gaps += 1;
    });
    events.subscribe((event) => {
      if (event.type !== 'package.changed' && event.type !== 'artifact.changed') return;
      this.#clock += 1;
      this.#changed.put(event.packageId, { at: this.#clock });
    });
  }

  of(packageId: string): string {
    return `${packageId}@${this.#gaps}.${this.#changed.peek(packageId)?.at ?? 0}`;
  }
}
