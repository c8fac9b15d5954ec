import { LocalCache } from '@bonded/cache';
import type { FormatCall } from '../format.ts';
import type { RenderedMetadata } from './rendered-metadata.ts';

const entriesMax = 10_000;
/** Clients ask for the checksum right after the document. */
const ttlMs = 15_000;

/**
 * What a caller was last given of a path, so that the checksum it asks for next is the one of that
 * document, whatever was published in between.
 */
export class ServedGenerations {
  readonly #served = new LocalCache<RenderedMetadata>({ entriesMax, ttlMs });

  async remember(call: FormatCall, path: string, served: RenderedMetadata): Promise<void> {
    const key = keyOf(call, path);
    if (this.#served.peek(key) === served) return;
    this.#served.delete(key);
    await this.#served.get(key, () => Promise.resolve(served));
  }

  recall(call: FormatCall, path: string): RenderedMetadata | undefined {
    return this.#served.peek(keyOf(call, path));
  }
}

function keyOf({ actor, repository, request }: FormatCall, path: string): string {
  return [actor.apiKeyId ?? actor.userId ?? '', request.ip, repository.id, path].join(' ');
}
