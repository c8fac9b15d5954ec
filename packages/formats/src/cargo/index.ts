import type { EventBus } from '@bonded/core/events';
import { immutableVersions } from '@bonded/core/repositories';
import { defineError } from '@bonded/kernel';
import type { Format, FormatCall, IngestCall } from '../format.ts';
import { findRoute, readsOf } from '../route.ts';
import { inspectCrate } from './codec/crate-archive.ts';
import { describeCargo, indexPathOf } from './describe-cargo.ts';
import { renderCargoError } from './errors.ts';
import { createIndexFiles } from './get-index-file.ts';
import { cargoRoutes } from './routes.ts';
import { readMetadata } from './stored-metadata.ts';
import { cargoUpstream } from './upstream.ts';

/** An address that no cargo asks for. */
const addressUnknown = defineError('not-found', 'CARGO_ADDRESS_UNKNOWN');

/** Crates for cargo, by the sparse protocol. */
export function createCargo(events: EventBus): Format {
  const routes = cargoRoutes(createIndexFiles(events));
  return {
    id: 'CARGO',
    kinds: ['HOSTED', 'PROXY', 'GROUP'],
    conventions: immutableVersions,
    // Lock files hold the checksum of each version.
    fixed: ['canOverwrite'],
    versionOrder: 'crates.io',
    mount: 'cargo',
    allowsSlash: () => false,
    reads: readsOf(routes),
    handle: async (call: FormatCall) => {
      // Some write the index as a folder of its own. No index path begins so: two letters do.
      const [first, ...rest] = call.segments;
      const match = findRoute(routes, call.method, first === 'index' ? rest : call.segments);
      if (match === null) throw addressUnknown('There is nothing at this address.');
      await match.route.handle(call, match.params);
    },
    ingest,
    extraDigests: [],
    upstream: cargoUpstream,
    renderError: renderCargoError,
  };
}

/**
 * A crate that came by another way than `cargo publish` is the same crate. What one from an
 * upstream needs is what the upstream's index says: cargo goes by that and not by the archive,
 * whose manifest may be older than the rules of today, and only there a registry is named as seen
 * from the index.
 */
async function ingest({ repository, staged, open, told }: IngestCall) {
  if (told === undefined) {
    const manifest = await inspectCrate(await open(), indexPathOf(repository));
    return describeCargo({ repository, staged, manifest });
  }
  const archived = await inspectCrate(await open(), null);
  const { dependencies, features, links, rustVersion } = readMetadata(told);
  const manifest = { ...archived, dependencies, features, links, rustVersion };
  return describeCargo({ repository, staged, manifest });
}
