import type {
  UpstreamDocument,
  UpstreamFile,
  UpstreamPackage,
  UpstreamVersion,
} from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { AppError } from '@bonded/kernel';
import { writeToldFile, writeToldRelease } from '../stored-metadata.ts';
import { type DistributionName, parseFileName } from './file-names.ts';
import { filePath, provenanceType } from './names.ts';
import type { ToldFile } from './told-file.ts';
import { readHtmlFiles } from './upstream-html.ts';
import { readJsonFiles } from './upstream-json.ts';

/** The largest projects have some ten thousands. */
const filesMax = 100_000;

/** What we like best, and what every server has. */
export const indexTypes = 'application/vnd.pypi.simple.v1+json, text/html;q=0.1';

/**
 * What a server's index says of a project, by its normalised name. Files that no installer of today
 * takes, and those that are called after another project, are left out.
 * Errors: UPSTREAM_DOCUMENT_INVALID.
 */
export function readUpstreamProject(document: UpstreamDocument, name: string): UpstreamPackage {
  const told = readFiles(document, name)
    .slice(0, filesMax)
    .flatMap((file) => nameFile(file, name));
  const byVersion = Map.groupBy(told, ({ named }) => named.version);
  const versions = [...byVersion].map(([version, files]) => readRelease(version, files));
  return { name, versions, tags: new Map() };
}

function readFiles(document: UpstreamDocument, name: string): readonly ToldFile[] {
  const [type = ''] = document.contentType.toLowerCase().split(';', 1);
  switch (type.trim()) {
    case 'application/vnd.pypi.simple.v1+json':
    case 'application/json':
      return readJsonFiles(document, name);
    case 'application/vnd.pypi.simple.v1+html':
    case 'text/html':
      return readHtmlFiles(document);
    default:
      throw upstreamDocumentInvalid("Upstream's document is neither JSON nor HTML.");
  }
}

interface NamedFile {
  readonly named: DistributionName;
  readonly told: ToldFile;
}

function nameFile(told: ToldFile, name: string): readonly NamedFile[] {
  try {
    const named = parseFileName(told.fileName);
    return named.name === name ? [{ named, told }] : [];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

function readRelease(version: string, files: readonly NamedFile[]): UpstreamVersion {
  const [first] = files;
  const times = files.flatMap(({ told }) => told.uploadedAt?.getTime() ?? []);
  const isYanked = files.every(({ told }) => told.yanked !== null);
  return {
    version,
    metadata: writeToldRelease({
      name: first?.named.name ?? '',
      version,
      requiresPython: first?.told.requiresPython ?? null,
    }),
    // The latest: a file that was put into an old release yesterday is a day old, not years.
    publishedAt: times.length === 0 ? null : new Date(times.reduce((a, b) => Math.max(a, b))),
    ...(isYanked && { yankedReason: first?.told.yanked ?? '' }),
    files: files.map(fileOf),
  };
}

function fileOf({ named, told }: NamedFile): UpstreamFile {
  const { url, digests, sizeBytes, requiresPython, provenanceUrl } = told;
  // We take the metadata of wheels out, and of nothing else.
  const metadataSha256 = named.kind === 'wheel' ? told.metadataSha256 : null;
  return {
    path: filePath(named),
    address: url,
    digests,
    sizeBytes,
    metadata: writeToldFile(named, {
      requiresPython,
      metadataSha256,
      hasProvenance: provenanceUrl !== null,
    }),
    ...(provenanceUrl !== null && {
      statement: { address: provenanceUrl, accept: provenanceType },
    }),
  };
}
