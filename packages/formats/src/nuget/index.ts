import type { EventBus } from '@bonded/core/events';
import { immutableVersions } from '@bonded/core/repositories';
import type { Format, IngestCall } from '../format.ts';
import { PackageIndexes } from '../package-indexes.ts';
import { inspectNupkg } from './codec/nupkg.ts';
import { describeNuget, stageNuspec } from './describe-nuget.ts';
import { renderNugetError } from './errors.ts';
import { nugetIndexBytes } from './nuget-index.ts';
import { handleNuget } from './routes.ts';

/** Packages for nuget, dotnet and Visual Studio, by the protocol of NuGet v3. */
export function createNuget(events: EventBus): Format {
  const indexes = new PackageIndexes(events, nugetIndexBytes);
  return {
    id: 'NUGET',
    kinds: ['HOSTED'],
    conventions: immutableVersions,
    // Clients keep what they fetched by id and version, for all projects of a machine and for ever.
    fixed: ['canOverwrite', 'canReuseVersions'],
    mount: 'nuget',
    allowsSlash: () => false,
    handle: (call) => handleNuget(indexes, call),
    ingest,
    extraDigests: [],
    renderError: renderNugetError,
  };
}

/** A .nupkg that came by another way than a push is the same package: its .nuspec says which. */
async function ingest({ ports, repository, staged, source, signal }: IngestCall) {
  const contents = await inspectNupkg(source);
  const nuspec = await stageNuspec(ports, contents, signal);
  return describeNuget({ repository, contents, nupkg: staged, nuspec });
}
