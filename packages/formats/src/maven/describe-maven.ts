import type { PublishArtifactInput } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import { purlOf } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import { componentsOf } from './codec/components.ts';
import { contentTypeOf } from './codec/content-type.ts';
import { type MavenFile, packageNameOf } from './codec/coordinates.ts';
import type { Pom } from './codec/pom.ts';
import type { FileContents } from './inspect-file.ts';
import { joinMetadata, type MavenMetadata, writeMetadata } from './stored-metadata.ts';

/** What Maven clients check a file by, beside our SHA-256. */
export const mavenDigests = ['md5', 'sha1', 'sha512'] as const;

export interface InspectedFile {
  readonly file: MavenFile;
  readonly staged: StagedBlob;
  readonly contents: FileContents;
}

/** One or more files of one version, as what to add to it. */
export function describeMaven(
  repository: RepositoryWithProject,
  inspected: readonly [InspectedFile, ...InspectedFile[]],
): PublishArtifactInput {
  const [{ file: first }] = inspected;
  const name = packageNameOf(first);
  const pom = inspected.find(({ contents }) => contents.pom !== null)?.contents.pom ?? null;
  const metadata = metadataOf(inspected, pom);
  const description = pom?.description ?? pom?.name ?? null;
  return {
    repository,
    name,
    version: first.version,
    purl: purlOf('Maven', name, first.version),
    ...(description !== null && { description }),
    ...(pom?.licence != null && { licence: pom.licence }),
    metadata: writeMetadata(metadata),
    files: [published(inspected[0]), ...inspected.slice(1).map(published)],
    components: componentsOf(first, pom),
    onExisting: {
      kind: 'join',
      mergeMetadata: (existing) => writeMetadata(joinMetadata(existing, metadata)),
      // A snapshot without a time is always the newest: nothing else could follow it.
      replacesFiles: first.isSnapshot && first.build === null,
    },
  };
}

function published({ file, staged }: InspectedFile) {
  return { path: file.path, contentType: contentTypeOf(file.extension), staged };
}

function metadataOf(inspected: readonly InspectedFile[], pom: Pom | null): MavenMetadata {
  const files = inspected.map(({ file: { fileName, classifier, extension }, staged }) => {
    return [fileName, { classifier, extension, sha256: staged.digest }] as const;
  });
  const expected = inspected.flatMap(({ contents }) => [...contents.expected]);
  const plugin = inspected.find(({ contents }) => contents.plugin !== null)?.contents.plugin;
  return {
    files: Object.fromEntries(files),
    pom: pom && { packaging: pom.packaging, name: pom.name },
    expected: Object.fromEntries(expected),
    ...(plugin && { plugin: { prefix: plugin.prefix, name: plugin.name } }),
  };
}
