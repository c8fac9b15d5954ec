import type { EventBus } from '@bonded/core/events';
import { immutableVersions } from '@bonded/core/repositories';
import { documentSizeBytes } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import { DocumentCache } from '../document-cache.ts';
import type { Format, FormatCall, IngestCall } from '../format.ts';
import { PackageIndexes } from '../package-indexes.ts';
import { findRoute } from '../route.ts';
import { inspectPackage } from './codec/package-zip.ts';
import { splitReference } from './codec/versions.ts';
import { composerDigests, describeComposer } from './describe-composer.ts';
import { renderComposerError } from './errors.ts';
import { composerRoutes } from './routes.ts';
import { composerUpstream } from './upstream.ts';

/** An address that no Composer asks for. */
const addressUnknown = defineError('not-found', 'COMPOSER_ADDRESS_UNKNOWN');

/** Packages for Composer 2. */
export function createComposer(events: EventBus): Format {
  const routes = composerRoutes({
    roots: new DocumentCache(events, { about: 'repository', sizeBytesOf: documentSizeBytes }),
    packages: new PackageIndexes(
      events,
      ({ tagged, development }) => documentSizeBytes(tagged) + documentSizeBytes(development),
    ),
  });
  return {
    id: 'COMPOSER',
    kinds: ['HOSTED', 'PROXY', 'GROUP'],
    conventions: immutableVersions,
    fixed: [],
    versionOrder: 'Packagist',
    mount: 'composer',
    allowsSlash: () => false,
    handle: async (call: FormatCall) => {
      const match = findRoute(routes, call.method, call.segments);
      if (match === null) throw addressUnknown('There is nothing at this address.');
      await match.route.handle(call, match.params);
    },
    ingest,
    extraDigests: composerDigests,
    upstream: composerUpstream,
    renderError: renderComposerError,
  };
}

/**
 * A zip that came by another way is the same package, if it says its version or its name does. A
 * proxy has each state of a branch as a version of its own.
 */
async function ingest({ repository, staged, source, path }: IngestCall) {
  const manifest = await inspectPackage(source);
  const stem = /^packages\/[^/]+\/[^/]+\/(.+)\.zip$/.exec(path)?.[1] ?? null;
  if (stem === null || repository.kind !== 'PROXY') {
    return describeComposer({ repository, staged, manifest, version: stem });
  }
  const { pretty, reference } = splitReference(stem);
  return describeComposer({ repository, staged, manifest, version: pretty, reference });
}
