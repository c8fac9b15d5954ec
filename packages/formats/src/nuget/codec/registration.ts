import type { EmbeddedKind } from './embedded.ts';
import type { Nuspec } from './nuspec.ts';
import { embeddedPath, nupkgPath } from './paths.ts';
import type { KnownVulnerability } from './vulnerabilities.ts';

/** One version as its documents are rendered from. */
export interface RegisteredVersion {
  readonly nuspec: Nuspec;
  /** What is served of it beside the archive. */
  readonly embedded: readonly EmbeddedKind[];
  /** False while it is held or unlisted: shown to who has it, chosen by nobody. */
  readonly isListed: boolean;
  readonly publishedAt: Date;
  readonly deprecation: string | null;
  readonly vulnerabilities: readonly KnownVulnerability[];
}

/** What clients take for "not listed", beside `listed`. */
const unlistedDate = '1900-01-01T00:00:00+00:00';
/** As nuget.org: below this many versions they stand in the index itself, above it in pages. */
const inlinedMax = 127;
const pageLength = 64;

/** The addresses of the documents about one package. */
export interface RegistrationAddresses {
  readonly folderUrl: string;
  readonly id: string;
}

function homeOf({ folderUrl, id }: RegistrationAddresses): string {
  return `${folderUrl}/registration/${id.toLowerCase()}`;
}

function contentOf({ folderUrl }: RegistrationAddresses, { id, versionKey }: Nuspec): string {
  return `${folderUrl}/flatcontainer/${nupkgPath(id, versionKey)}`;
}

export function registrationLeaf(
  at: RegistrationAddresses,
  { nuspec, isListed, publishedAt }: RegisteredVersion,
) {
  const home = homeOf(at);
  return {
    '@id': `${home}/${nuspec.versionKey}.json`,
    '@type': ['Package', 'http://schema.nuget.org/catalog#Permalink'],
    listed: isListed,
    packageContent: contentOf(at, nuspec),
    published: isListed ? publishedAt.toISOString() : unlistedDate,
    registration: `${home}/index.json`,
  };
}

function pageItem(at: RegistrationAddresses, version: RegisteredVersion) {
  const leaf = registrationLeaf(at, version);
  return {
    '@id': leaf['@id'],
    '@type': 'Package',
    catalogEntry: catalogEntry(at, version),
    packageContent: leaf.packageContent,
    registration: leaf.registration,
  };
}

function catalogEntry(at: RegistrationAddresses, version: RegisteredVersion) {
  const { nuspec, isListed, deprecation, vulnerabilities } = version;
  const leaf = registrationLeaf(at, version);
  const { versionKey: _key, dependencyGroups, packageTypes, ...rest } = nuspec;
  const { licenseFile: _licence, icon: _icon, readme: _readme, ...said } = rest;
  return {
    '@id': leaf['@id'],
    '@type': 'PackageDetails',
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)),
    ...embeddedAddresses(at, version),
    listed: isListed,
    packageContent: leaf.packageContent,
    published: leaf.published,
    packageTypes: packageTypes.map((name) => ({ name })),
    dependencyGroups: dependencyGroups.map(({ targetFramework, dependencies }) => ({
      ...(targetFramework === null ? {} : { targetFramework }),
      dependencies: dependencies.map(({ id, range }) => ({
        id,
        range,
        registration: `${homeOf({ ...at, id })}/index.json`,
      })),
    })),
    ...(deprecation === null ? {} : { deprecation: { reasons: ['Other'], message: deprecation } }),
    ...(vulnerabilities.length === 0
      ? {}
      : {
          vulnerabilities: vulnerabilities.map(({ url, severity }) => ({
            advisoryUrl: url,
            severity: String(severity),
          })),
        }),
  };
}

const embeddedFields = { readme: 'readmeUrl', icon: 'iconUrl', license: 'licenseUrl' } as const;

/** What lies in the package itself goes before what it says is elsewhere. */
export function embeddedAddresses(
  { folderUrl }: Pick<RegistrationAddresses, 'folderUrl'>,
  { nuspec: { id, versionKey }, embedded }: Pick<RegisteredVersion, 'nuspec' | 'embedded'>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    embedded.map((kind) => [
      embeddedFields[kind],
      `${folderUrl}/flatcontainer/${embeddedPath(id, versionKey, kind)}`,
    ]),
  );
}

interface Page {
  readonly lower: string;
  readonly upper: string;
  readonly versions: readonly RegisteredVersion[];
}

function pagesOf(versions: readonly RegisteredVersion[]): readonly Page[] {
  const length = versions.length <= inlinedMax ? inlinedMax : pageLength;
  const pages: Page[] = [];
  for (let at = 0; at < versions.length; at += length) {
    const some = versions.slice(at, at + length);
    const lower = some.at(0)?.nuspec.versionKey ?? '';
    pages.push({ lower, upper: some.at(-1)?.nuspec.versionKey ?? '', versions: some });
  }
  return pages;
}

function renderPage(at: RegistrationAddresses, { lower, upper, versions }: Page) {
  return {
    '@id': `${homeOf(at)}/page/${lower}/${upper}.json`,
    '@type': 'catalog:CatalogPage',
    count: versions.length,
    lower,
    upper,
    parent: `${homeOf(at)}/index.json`,
    items: versions.map((version) => pageItem(at, version)),
  };
}

export interface RegistrationDocuments {
  readonly index: object;
  /** By `lower/upper`; none where the index has them all. */
  readonly pages: ReadonlyMap<string, object>;
}

/** The index of a package and its pages, from versions in ascending order. */
export function renderRegistration(
  at: RegistrationAddresses,
  versions: readonly RegisteredVersion[],
): RegistrationDocuments {
  const isInlined = versions.length <= inlinedMax;
  const pages = pagesOf(versions).map((page) => ({ page, document: renderPage(at, page) }));
  const items = pages.map(({ document }) => {
    const { items: _items, ...head } = document;
    return isInlined ? document : head;
  });
  const index = {
    '@id': `${homeOf(at)}/index.json`,
    '@type': ['catalog:CatalogRoot', 'PackageRegistration'],
    count: items.length,
    items,
  };
  const apart = isInlined ? [] : pages;
  return {
    index,
    pages: new Map(
      apart.map(({ page, document }) => [`${page.lower}/${page.upper}`, document] as const),
    ),
  };
}
