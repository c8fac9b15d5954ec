import type { EventBus } from '@bonded/core/events';
import { immutableVersions } from '@bonded/core/repositories';
import { documentSizeBytes } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import { DocumentCache } from '../document-cache.ts';
import type { Format, FormatCall, IngestCall } from '../format.ts';
import { PackageIndexes } from '../package-indexes.ts';
import { findRoute, readsOf } from '../route.ts';
import { versionAtPath } from './codec/names.ts';
import { inspectPackage } from './codec/package-zip.ts';
import { splitReference } from './codec/versions.ts';
import { composerDigests, describeComposer } from './describe-composer.ts';
import { renderComposerError } from './errors.ts';
import { composerRoutes } from './routes.ts';
import { composerSource } from './source.ts';
import { readMetadata } from './stored-metadata.ts';
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
    reads: readsOf(routes),
    handle: async (call: FormatCall) => {
      const match = findRoute(routes, call.method, call.segments);
      if (match === null) throw addressUnknown('There is nothing at this address.');
      await match.route.handle(call, match.params);
    },
    ingest,
    extraDigests: composerDigests,
    upstream: composerUpstream,
    source: composerSource,
    renderError: renderComposerError,
  };
}

/**
 * A zip that came by another way is the same package, if it says its version or its name does. What
 * was told of before has each state of a branch as a version of its own.
 */
async function ingest({ repository, staged, source, path, told }: IngestCall) {
  const manifest = await inspectPackage(source);
  const version = versionAtPath(path)?.version ?? null;
  if (version === null || told === undefined) {
    return describeComposer({ repository, staged, manifest, version });
  }
  const { pretty, reference: state } = splitReference(version);
  const { reference = null, isDefaultBranch = false } = readMetadata(told);
  const about = { version: pretty, state, reference, isDefaultBranch };
  return describeComposer({ repository, staged, manifest, ...about });
}
