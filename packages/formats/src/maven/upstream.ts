import type { LocatedFile, UpstreamFormat, UpstreamSource } from '@bonded/core/repositories';
import { AppError } from '@bonded/kernel';
import { readAddress } from './codec/address.ts';
import { contentTypeOf } from './codec/content-type.ts';
import {
  isArtifactId,
  isGroupId,
  isVersion,
  type MavenFile,
  packageNameOf,
  pathOf,
} from './codec/coordinates.ts';
import { mavenSnapshotUntimed } from './codec/errors.ts';
import { readSidecar } from './codec/sidecar.ts';
import { isSnapshotVersion } from './codec/snapshot-build.ts';
import { builtAt } from './codec/snapshot-files.ts';
import { readUpstreamBuilds } from './codec/upstream-builds.ts';
import { readUpstreamVersions } from './codec/upstream-metadata.ts';

/** The first is everywhere; the others stand in for it where a repository wants nothing weaker. */
const sidecars = ['sha1', 'sha256', 'sha512', 'md5'] as const;

/** What a build that needs a version asks for; others have classifiers of its own choosing. */
const mainFiles = ['pom', 'jar', 'module'] as const;

/** Repositories in the layout that Maven Central has. */
export const mavenUpstream: UpstreamFormat = {
  packageOf: (path) => {
    const file = fileOf(path);
    return file && packageNameOf(file);
  },
  read: async (source, name) => {
    const at = artifactNamed(name);
    const document = at && (await source.get(`${at.folder}/maven-metadata.xml`));
    return document && readUpstreamVersions(document, at);
  },
  readSeries: async (source, name, snapshot) => {
    const at = artifactNamed(name);
    if (at === null || !isSnapshotVersion(snapshot) || !isVersion(snapshot)) return null;
    const document = await source.get(`${at.folder}/${snapshot}/maven-metadata.xml`);
    return document && readUpstreamBuilds(document, { ...at, version: snapshot });
  },
  locate: async (source, path) => {
    const file = fileOf(path);
    return file && locateFile(source, file);
  },
  pathsOf: (name, version) => {
    const at = artifactNamed(name);
    const isUntimed = isSnapshotVersion(version) || !isVersion(version);
    return at === null || isUntimed
      ? []
      : mainFiles.map((each) => pathOf({ ...at, version }, each));
  },
};

function artifactNamed(name: string) {
  const [groupId = '', artifactId = '', ...rest] = name.split(':');
  if (!isGroupId(groupId) || !isArtifactId(artifactId) || rest.length > 0) return null;
  return { groupId, artifactId, folder: `${groupId.replaceAll('.', '/')}/${artifactId}` };
}

function fileOf(path: string): MavenFile | null {
  try {
    const address = readAddress(path.split('/'));
    return address.kind === 'file' && address.checksum === null ? address.file : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** A file lies where its path says, in every repository alike. */
async function locateFile(source: UpstreamSource, file: MavenFile): Promise<LocatedFile> {
  if (file.isSnapshot && file.build === null) {
    throw mavenSnapshotUntimed(
      `The upstream of this repository tells of no build of ${file.baseVersion} that has it.`,
    );
  }
  const { path, version, extension } = file;
  const digests = await statedDigests(source, path);
  const contentType = contentTypeOf(extension);
  return {
    name: packageNameOf(file),
    version,
    publishedAt: builtAt(version),
    // Who deploys a build writes the time into its name.
    isSelfDated: true,
    file: { path, address: path, digests, contentType },
    // Signatures often have no checksum, and some repositories state none at all.
    mayBeAbsent: true,
  };
}

async function statedDigests(source: UpstreamSource, path: string) {
  for (const name of sidecars) {
    const document = await source.get(`${path}.${name}`);
    if (document !== null) return { [name]: readSidecar(document, name) };
  }
  return {};
}
