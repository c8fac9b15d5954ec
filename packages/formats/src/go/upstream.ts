import type {
  LocatedFile,
  UpstreamFormat,
  UpstreamPackage,
  UpstreamSource,
} from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { moduleFilePath, parseModuleAddress } from './codec/address.ts';
import { escapeModule } from './codec/escape.ts';
import { isModulePath } from './codec/module-path.ts';
import { isModuleVersion } from './codec/module-version.ts';
import type { ModuleCoordinates } from './codec/module-zip.ts';
import {
  readUpstreamInfo,
  readUpstreamList,
  type ToldRelease,
} from './codec/upstream-documents.ts';
import { writeGoMetadata } from './stored-metadata.ts';

/** Module proxies, as the go command itself asks them. */
export const goUpstream: UpstreamFormat = {
  packageOf: (path) => versionAt(path)?.path ?? null,
  read: async (source, name) => {
    if (!isModulePath(name)) return null;
    const list = await source.get(`${escapeModule(name)}/@v/list`);
    return list && readModule(source, name, readUpstreamList(list, name));
  },
  locate: async (source, path) => {
    const at = versionAt(path);
    return at && locateZip(source, at);
  },
  pathsOf: (name, version) => {
    const isModule = isModulePath(name) && isModuleVersion(version);
    return isModule ? [moduleFilePath(name, version, 'zip')] : [];
  },
};

/** The version that a file of ours belongs to. */
function versionAt(path: string): ModuleCoordinates | null {
  const address = parseModuleAddress(path.split('/'));
  return address !== null && 'version' in address ? address : null;
}

/** A list has no dates. The newest version has one, and a module without tags nothing else. */
async function readModule(
  source: UpstreamSource,
  name: string,
  listed: readonly string[],
): Promise<UpstreamPackage> {
  const document = await source.get(`${escapeModule(name)}/@latest`);
  const latest = document && readUpstreamInfo(document, name);
  const isUntagged = listed.length === 0 && latest !== null;
  const versions = isUntagged ? [latest.version] : listed;
  return {
    name,
    versions: versions.map((version) => toldVersion(version, latest)),
    tags: new Map(),
  };
}

function toldVersion(version: string, latest: ToldRelease | null) {
  const publishedAt = latest?.version === version ? latest.time : null;
  return { version, metadata: untold, publishedAt, files: [] };
}

const untold = writeGoMetadata({
  sum: '',
  goModSum: '',
  goVersion: null,
  fileCount: 0,
  unpackedSizeBytes: 0,
});

/**
 * The zip of a version, listed or not, whichever of its files is wanted: all others are made of it.
 * No proxy says anything of its bytes: clients prove them by their go.sum and a checksum database.
 */
async function locateZip(
  source: UpstreamSource,
  { path, version }: ModuleCoordinates,
): Promise<LocatedFile | null> {
  const document = await source.get(moduleFilePath(path, version, 'info'));
  if (document === null) return null;
  const said = readUpstreamInfo(document, path);
  if (said.version !== version) {
    throw upstreamDocumentInvalid(`Upstream says ${said.version} where ${version} was meant.`);
  }
  const zip = moduleFilePath(path, version, 'zip');
  return {
    name: path,
    version,
    publishedAt: said.time,
    file: { path: zip, address: zip, digests: {}, contentType: 'application/zip' },
  };
}
