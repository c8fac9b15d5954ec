import { searchPackages } from '@bonded/core/artifacts';
import { AppError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import { isPrerelease, needsSemVer2 } from './codec/package-version.ts';
import { embeddedAddresses } from './codec/registration.ts';
import { folderUrlOf, loadIndex, type NugetIndexes, send } from './get-index.ts';
import { type IndexedVersion, type NugetIndex, renderJson } from './nuget-index.ts';

const takeDefault = 20;
const takeMax = 1_000;
const skipMax = 3_000;
const textCharsMax = 200;
/** Packages in one question to the database, and how many are looked at for a page. */
const batchSize = 100;
const depthMax = skipMax + takeMax;

interface Hit {
  readonly index: NugetIndex;
  /** Those that the question allows; at least one. */
  readonly versions: readonly IndexedVersion[];
  readonly newest: IndexedVersion;
}

/** `GET query?q=`: packages by a part of their id or description. */
export async function search(indexes: NugetIndexes, call: FormatCall): Promise<void> {
  const { hits, total } = await findHits(indexes, call);
  const data = hits.map((hit) => renderHit(call, hit));
  send(call, await renderJson({ totalHits: total, data }));
}

/** `GET autocomplete?q=` for ids, and `?id=` for the versions of one. */
export async function autocomplete(indexes: NugetIndexes, call: FormatCall): Promise<void> {
  const id = call.query.get('id');
  if (id === null) {
    const { hits, total } = await findHits(indexes, call);
    send(call, await renderJson({ totalHits: total, data: hits.map(({ index }) => index.id) }));
    return;
  }
  const index = await loadIndex(indexes, call, id);
  const data = allowed(call, index).map(({ nuspec }) => nuspec.version);
  send(call, await renderJson({ totalHits: data.length, data }));
}

/**
 * One page of the packages that have a version which the question allows. What it does not allow is
 * passed over before the page begins, so that none is empty in between; the total beyond what was
 * looked at counts them too.
 */
async function findHits(
  indexes: NugetIndexes,
  call: FormatCall,
): Promise<{ readonly hits: readonly Hit[]; readonly total: number }> {
  requireReader(call);
  const { query } = call;
  const skip = numberOf(query.get('skip'), { fallback: 0, max: skipMax });
  const take = numberOf(query.get('take'), { fallback: takeDefault, max: takeMax });
  const hits: Hit[] = [];
  let refused = 0;
  let total = 0;
  for (let offset = 0; offset < depthMax && hits.length < skip + take; offset += batchSize) {
    const found = await findPackages(call, offset);
    total = found.total;
    for (const { package: each } of found.hits) {
      if (hits.length === skip + take) break;
      const hit = await hitOf(indexes, call, each.name);
      if (hit === null) refused += 1;
      else hits.push(hit);
    }
    if (found.hits.length < batchSize) break;
  }
  return { hits: hits.slice(skip, skip + take), total: total - refused };
}

/** Null where nothing of it is allowed, or where its name is no longer for this repository. */
async function hitOf(indexes: NugetIndexes, call: FormatCall, name: string): Promise<Hit | null> {
  const index = await loadIndex(indexes, call, name).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'PACKAGE_NOT_FOUND') return null;
    throw error;
  });
  const versions = index === null ? [] : allowed(call, index);
  const newest = versions.at(-1);
  return index === null || newest === undefined ? null : { index, versions, newest };
}

function findPackages({ query, ports, actor, repository }: FormatCall, offset: number) {
  return searchPackages(ports, actor, {
    repository,
    text: (query.get('q') ?? '').trim().slice(0, textCharsMax),
    offset,
    limit: batchSize,
  });
}

/** Held and unlisted versions are never shown; pre-releases to who asks for them. */
function allowed({ query }: FormatCall, { versions }: NugetIndex): readonly IndexedVersion[] {
  const takesPrereleases = query.get('prerelease')?.toLowerCase() === 'true';
  const takesSemVer2 = query.get('semVerLevel')?.startsWith('2') === true;
  // The documentation has one name for it, and the client of .NET sends another.
  const type = (query.get('packageType') ?? query.get('packageTypeFilter') ?? '').toLowerCase();
  return versions.filter(
    ({ isListed, version, nuspec }) =>
      isListed &&
      (takesPrereleases || !isPrerelease(version)) &&
      (takesSemVer2 || !needsSemVer2(version)) &&
      (type === '' || typesOf(nuspec.packageTypes).some((each) => each.toLowerCase() === type)),
  );
}

/** A package that says nothing is what most of them are. */
function typesOf(stated: readonly string[]): readonly string[] {
  return stated.length === 0 ? ['Dependency'] : stated;
}

function renderHit(call: FormatCall, { index, versions, newest }: Hit) {
  const { nuspec } = newest;
  const home = `${folderUrlOf(call)}/registration/${index.id.toLowerCase()}`;
  const { id, version, description, summary, title, tags, iconUrl, licenseUrl, projectUrl } =
    nuspec;
  const at = { folderUrl: folderUrlOf(call) };
  const optional = { summary, title, iconUrl, licenseUrl, projectUrl };
  return {
    '@id': `${home}/index.json`,
    '@type': 'Package',
    registration: `${home}/index.json`,
    id,
    version,
    description,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
    ...embeddedAddresses(at, newest),
    tags,
    authors: nuspec.authors === null ? [] : [nuspec.authors],
    owners: [],
    totalDownloads: 0,
    verified: false,
    packageTypes: typesOf(nuspec.packageTypes).map((name) => ({ name })),
    versions: versions.map((each) => ({
      '@id': `${home}/${each.nuspec.versionKey}.json`,
      version: each.nuspec.version,
      downloads: 0,
    })),
  };
}

function numberOf(text: string | null, bounds: { fallback: number; max: number }): number {
  const value = Number(text ?? bounds.fallback);
  return Number.isInteger(value) && value >= 0 ? Math.min(value, bounds.max) : bounds.fallback;
}
