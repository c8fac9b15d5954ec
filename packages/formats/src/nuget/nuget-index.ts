import type { PackageIndex } from '@bonded/core/artifacts';
import type { PackageAdvisory } from '@bonded/core/clearance';
import { documentSizeBytes, type RenderedDocument, renderDocument } from '@bonded/http';
import { compareVersions, type PackageVersion, requireVersion } from './codec/package-version.ts';
import {
  type RegisteredVersion,
  type RegistrationAddresses,
  renderRegistration,
} from './codec/registration.ts';
import { vulnerabilityOf } from './codec/vulnerabilities.ts';
import { readNugetMetadata } from './stored-metadata.ts';

export interface IndexedVersion extends RegisteredVersion {
  readonly version: PackageVersion;
}

/** What is served of a package as a whole. */
export interface NugetIndex {
  /** As the author of the newest version writes it. */
  readonly id: string;
  /** In ascending order, held and unlisted ones too. */
  readonly versions: readonly IndexedVersion[];
  readonly registration: RenderedDocument;
  readonly pages: ReadonlyMap<string, RenderedDocument>;
  readonly flat: RenderedDocument;
}

/**
 * Held versions are in the documents as unlisted ones are: no client chooses them, and one that was
 * told to take exactly that version goes on to its archive, where it hears why not.
 */
export async function renderNugetIndex(
  index: PackageIndex,
  advisories: readonly PackageAdvisory[],
  folderUrl: string,
): Promise<NugetIndex> {
  const versions = index.versions
    .map((artifact) => ({
      ...readNugetMetadata(artifact.metadata),
      version: requireVersion(artifact.version),
      isListed: artifact.state === 'RELEASED' && artifact.yankedAt === null,
      publishedAt: artifact.createdAt,
      deprecation: artifact.deprecation,
      vulnerabilities: advisories
        .filter(({ affects }) => affects.includes(artifact.version))
        .map(vulnerabilityOf),
    }))
    .toSorted((one, other) => compareVersions(one.version, other.version));
  const id = versions.at(-1)?.nuspec.id ?? index.package.name;
  const at: RegistrationAddresses = { folderUrl, id };
  const documents = renderRegistration(at, versions);
  const pages = new Map<string, RenderedDocument>();
  for (const [name, page] of documents.pages) pages.set(name, await renderJson(page));
  const flat = { versions: versions.map(({ nuspec }) => nuspec.versionKey) };
  return {
    id,
    versions,
    pages,
    registration: await renderJson(documents.index),
    flat: await renderJson(flat),
  };
}

export function renderJson(document: object): Promise<RenderedDocument> {
  return renderDocument(JSON.stringify(document), { contentType: 'application/json' });
}

export function nugetIndexBytes({ registration, flat, pages }: NugetIndex): number {
  const documents = [registration, flat, ...pages.values()];
  // What the versions themselves weigh is about what their documents do.
  return 2 * documents.reduce((sum, document) => sum + documentSizeBytes(document), 0);
}
