import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What is read below the repositories of one format. */
export interface ReadAddresses {
  readonly id: string;
  /** The first segment of its addresses. */
  readonly mount: string;
  /** The first that fits answers. */
  readonly reads: readonly string[];
}

const home = 'packages/formats/src/index.ts';

/** Made only to be asked: nothing happens, so nobody listens. */
const noEvents = { subscribe: () => () => {}, onGap: () => () => {} };

interface Formats {
  readonly createFormats: (events: typeof noEvents) => readonly ReadAddresses[];
}

/** Asks every format that is served. */
export async function readFormats(root: string): Promise<readonly ReadAddresses[]> {
  const path = join(root, home);
  if (!existsSync(path)) throw new Error(`${home} is where the formats were`);
  // By its path: tools are no part of the product's layers. What it exports is typed there.
  const { createFormats } = (await import(pathToFileURL(path).href)) as Formats;
  return createFormats(noEvents);
}
