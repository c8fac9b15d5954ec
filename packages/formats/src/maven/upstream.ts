import type { LocatedFile, UpstreamFormat, UpstreamSource } from '@bonded/core/repositories';
import { AppError } from '@bonded/kernel';
import { readAddress } from './codec/address.ts';
import { contentTypeOf } from './codec/content-type.ts';
import { isArtifactId, isGroupId, type MavenFile, packageNameOf } from './codec/coordinates.ts';
import { mavenSnapshotNotProxied } from './codec/errors.ts';
import { readSidecar } from './codec/sidecar.ts';
import { readUpstreamVersions } from './codec/upstream-metadata.ts';

/** The first is everywhere; the others stand in for it where a repository wants nothing weaker. */
const sidecars = ['sha1', 'sha256', 'sha512', 'md5'] as const;

/** Repositories in the layout that Maven Central has. */
export const mavenUpstream: UpstreamFormat = {
  packageOf: (path) => {
    const file = fileOf(path);
    return file && packageNameOf(file);
  },
  read: async (source, name) => {
    const [groupId = '', artifactId = '', ...rest] = name.split(':');
    if (!isGroupId(groupId) || !isArtifactId(artifactId) || rest.length > 0) return null;
    const folder = `${groupId.replaceAll('.', '/')}/${artifactId}`;
    const document = await source.get(`${folder}/maven-metadata.xml`);
    return document && readUpstreamVersions(document, { groupId, artifactId });
  },
  locate: async (source, path) => {
    const file = fileOf(path);
    return file && locateFile(source, file);
  },
};

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
  if (file.isSnapshot) {
    throw mavenSnapshotNotProxied('Proxies pass on releases alone: there is no snapshot here.');
  }
  const { path, version, extension } = file;
  const digests = await statedDigests(source, path);
  const contentType = contentTypeOf(extension);
  return {
    name: packageNameOf(file),
    version,
    publishedAt: null,
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
