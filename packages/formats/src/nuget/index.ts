import type { EventBus } from '@bonded/core/events';
import { immutableVersions } from '@bonded/core/repositories';
import { defineError } from '@bonded/kernel';
import type { Format, FormatCall, IngestCall } from '../format.ts';
import { PackageIndexes } from '../package-indexes.ts';
import { findRoute, readsOf } from '../route.ts';
import { inspectNupkg } from './codec/nupkg.ts';
import { describeNuget, stageBeside } from './describe-nuget.ts';
import { describeSymbols } from './describe-symbols.ts';
import { renderNugetError } from './errors.ts';
import { KnownVulnerabilities } from './known-vulnerabilities.ts';
import { nugetIndexBytes } from './nuget-index.ts';
import { nugetRoutes } from './routes.ts';
import { nugetUpstream } from './upstream.ts';

/** An address that NuGet v3 does not have here, or a method that it does not know there. */
const nugetAddressUnknown = defineError('not-found', 'NUGET_ADDRESS_UNKNOWN');

/** Packages for nuget, dotnet and Visual Studio, by the protocol of NuGet v3. */
export function createNuget(events: EventBus): Format {
  const routes = nugetRoutes({
    indexes: new PackageIndexes(events, nugetIndexBytes),
    vulnerabilities: new KnownVulnerabilities(),
  });
  return {
    id: 'NUGET',
    kinds: ['HOSTED', 'PROXY', 'GROUP'],
    conventions: immutableVersions,
    // Clients keep what they fetched by id and version, for all projects of a machine and for ever.
    fixed: ['canOverwrite', 'canReuseVersions'],
    versionOrder: 'NuGet',
    mount: 'nuget',
    allowsSlash: () => false,
    reads: readsOf(routes),
    handle: async (call: FormatCall) => {
      const match = findRoute(routes, call.method, call.segments);
      if (match === null) throw nugetAddressUnknown('There is nothing at this address.');
      await match.route.handle(call, match.params);
    },
    // By POST a version is listed again.
    isPublishing: ({ method }) => method === 'POST',
    ingest,
    extraDigests: [],
    upstream: nugetUpstream,
    renderError: renderNugetError,
  };
}

/**
 * A package that came by another way than a push is the same package: its .nuspec says which. The
 * symbols of one go to it.
 */
async function ingest({ ports, repository, path, staged, source, signal }: IngestCall) {
  if (path.toLowerCase().endsWith('.snupkg')) {
    return describeSymbols(ports, { repository, snupkg: staged, source, signal });
  }
  const contents = await inspectNupkg(source);
  const beside = await stageBeside(ports, contents, signal);
  return describeNuget({ repository, contents, nupkg: staged, beside });
}
