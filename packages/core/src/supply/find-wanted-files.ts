import type { Actor } from '../access/index.ts';
import { artifactNotFound, packageNotFound } from '../artifacts/index.ts';
import type { RepositoryWithProject, ServedFormat } from '../repositories/index.ts';
import { findTagged } from './find-tagged.ts';
import { formatOf } from './format-of.ts';
import type { PackageIndex } from './indexed-package.ts';
import { newestVersion } from './newest-version.ts';
import type { SupplyPorts } from './open-file.ts';
import { lookUpIndex } from './package-index.ts';

/** Of one version; the largest releases of the public registries have some hundreds. */
export const wantedFilesMax = 1_000;
/** Where it is told, what somebody gets who names no version. */
const newestTag = 'latest';

export interface VersionWish {
  readonly repository: RepositoryWithProject;
  readonly name: string;
  /** Or a tag; the newest where it is left out. */
  readonly version?: string | undefined;
}

export interface WantedFiles {
  readonly name: string;
  readonly version: string;
  readonly paths: readonly string[];
}

/**
 * Which files a version has, by all that is told of it: in the index of its package, or by the
 * layout of its format. Errors: PACKAGE_NOT_FOUND, ARTIFACT_NOT_FOUND, those of an upstream.
 */
export async function findWantedFiles(
  ports: SupplyPorts,
  actor: Actor,
  wish: VersionWish,
): Promise<WantedFiles> {
  const format = formatOf(ports, wish.repository);
  const found = await (format.upstream?.tagged === undefined
    ? findListed(ports, actor, wish, format)
    : findByTag(ports, actor, wish, format));
  if (found.paths.length > 0) {
    return { ...found, paths: [...new Set(found.paths)].slice(0, wantedFilesMax) };
  }
  throw artifactNotFound(`There is no ${wish.name}@${wish.version ?? newestTag} here.`);
}

async function findByTag(
  ports: SupplyPorts,
  actor: Actor,
  { repository, name, version: reference = newestTag }: VersionWish,
  { upstream }: ServedFormat,
): Promise<WantedFiles> {
  // Digests have a colon, which no tag has.
  const isVersion = reference.includes(':');
  const tag = { repository, name, tag: reference };
  const version = isVersion ? reference : (await findTagged(ports, actor, tag))?.version;
  if (version === undefined) throw artifactNotFound(`There is no ${name}:${reference} here.`);
  return { name, version, paths: upstream?.pathsOf?.(name, version) ?? [] };
}

async function findListed(
  ports: SupplyPorts,
  actor: Actor,
  { repository, name: asked, version: wanted }: VersionWish,
  format: ServedFormat,
): Promise<WantedFiles> {
  const index = await readIndex(ports, actor, { repository, name: asked }, format);
  const { name } = index.package;
  const version = wanted === undefined ? newestOf(index, format) : versionCalled(index, wanted);
  if (version === null) throw artifactNotFound(`There is no version of ${name} here.`);
  const id = index.versions.find((each) => each.version === version)?.id;
  const files = id === undefined ? [] : await index.files();
  const told = files.filter(({ artifactId }) => artifactId === id).map(({ path }) => path);
  return { name, version, paths: [...told, ...(format.upstream?.pathsOf?.(name, version) ?? [])] };
}

/** By the name as it was written, or by what all its spellings have in common. */
async function readIndex(
  ports: SupplyPorts,
  actor: Actor,
  { repository, name }: VersionWish,
  { upstream }: ServedFormat,
): Promise<PackageIndex> {
  const nameKey = upstream?.nameKeyOf?.(name);
  const names = nameKey === undefined || nameKey === name ? [name] : [name, nameKey];
  for (const each of names) {
    const wish = { repository, name: each, ...(nameKey !== undefined && { nameKey }) };
    const found = await lookUpIndex(ports, actor, wish);
    if (found !== null) return found.read();
  }
  throw packageNotFound(`There is no package ${name} here.`);
}

function versionCalled({ versions, tags }: PackageIndex, wanted: string): string {
  const isVersion = versions.some(({ version }) => version === wanted);
  return isVersion ? wanted : (tags.get(wanted) ?? wanted);
}

/** Of those that are given out: fetching what will be held is for who names it. */
function newestOf(index: PackageIndex, { versionOrder }: ServedFormat): string | null {
  const open = index.versions.filter(({ id, yankedAt }) => {
    return yankedAt === null && !index.receipts.has(id);
  });
  const names = open.map(({ version }) => version);
  const tagged = index.tags.get(newestTag);
  if (tagged !== undefined && names.includes(tagged)) return tagged;
  return newestVersion(versionOrder, names) ?? names.at(-1) ?? null;
}
