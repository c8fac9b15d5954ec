import {
  artifactNotFound,
  lookUpFile,
  type PublishArtifactInput,
  type PublishedFile,
} from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import type { FormatPorts } from '../format.ts';
import { type RandomAccess, stagedSource } from '../random-access.ts';
import { nupkgInvalid } from './codec/errors.ts';
import { type OpenNupkg, openNupkg } from './codec/nupkg.ts';
import { nupkgPath, snupkgPath, symbolPath } from './codec/paths.ts';
import { readPdbKey } from './codec/portable-pdb.ts';

/** One for each assembly and framework. */
const pdbsMax = 2_000;
const pdbBytesMax = 2 * 1024 ** 3;

export interface SymbolArchive {
  readonly repository: RepositoryWithProject;
  readonly snupkg: StagedBlob;
  readonly source: RandomAccess;
  readonly signal: AbortSignal;
}

/**
 * A .snupkg as an addition to the version that it belongs to: itself, and each PDB inside by the
 * address that debuggers ask for. The version is then judged anew. Errors: ARTIFACT_NOT_FOUND
 * where the package itself is not there, and those of reading it.
 */
export async function describeSymbols(
  ports: FormatPorts,
  archive: SymbolArchive,
): Promise<PublishArtifactInput> {
  const { repository, snupkg, source } = archive;
  const opened = await openNupkg(source);
  const { id, versionKey: version, packageTypes } = opened.nuspec;
  if (!packageTypes.some((type) => type.toLowerCase() === 'symbolspackage')) {
    throw nupkgInvalid('A symbol package says so: its package type is SymbolsPackage.');
  }
  const at = { repositoryId: repository.id, path: nupkgPath(id, version) };
  if ((await lookUpFile(ports, at)) === null) {
    throw artifactNotFound(`There is no ${id} ${version} here: push the package itself first.`);
  }
  const contentType = 'application/octet-stream';
  return {
    repository,
    name: id.toLowerCase(),
    version,
    metadata: {},
    files: [
      { path: snupkgPath(id, version), contentType, staged: snupkg },
      ...(await stagePdbs(ports, archive, opened)),
    ],
    components: [],
    onExisting: {
      kind: 'join',
      // NOTE: what the version says of itself was written as an object by its own push.
      mergeMetadata: (existing) => existing as PublishArtifactInput['metadata'],
    },
  };
}

async function stagePdbs(
  ports: FormatPorts,
  { repository, signal }: SymbolArchive,
  { zip, files }: OpenNupkg,
): Promise<readonly PublishedFile[]> {
  const entries = files.filter(({ path }) => path.toLowerCase().endsWith('.pdb'));
  if (entries.length > pdbsMax) throw nupkgInvalid(`A .snupkg has at most ${pdbsMax} PDBs.`);
  const pdbs = new Map<string, PublishedFile>();
  for (const entry of entries) {
    const staged = await ports.blobs.stage(zip.read(entry), { signal, bytesMax: pdbBytesMax });
    const key = await readPdbKey(stagedSource(ports, staged, signal), entry.path);
    const path = symbolPath(entry.path.slice(entry.path.lastIndexOf('/') + 1), key);
    // Assemblies that several packages carry have one PDB: whoever brought it first has it.
    const known = await lookUpFile(ports, { repositoryId: repository.id, path });
    const isKnown = known?.digest === staged.digest || pdbs.has(path);
    if (isKnown) await ports.blobs.discard(staged);
    else pdbs.set(path, { path, contentType: 'application/octet-stream', staged });
  }
  return [...pdbs.values()];
}
