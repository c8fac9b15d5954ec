import { childText, onlyChild, readXml, type XmlElement } from '../../archives/xml.ts';
import { nupkgInvalid } from './errors.ts';
import { requirePackageId } from './package-id.ts';
import { fullVersion, requireVersion, versionKey } from './package-version.ts';

export interface Dependency {
  readonly id: string;
  /** As NuGet writes ranges; `(, )` where the nuspec says nothing. */
  readonly range: string;
}

export interface DependencyGroup {
  /** Null for every framework. */
  readonly targetFramework: string | null;
  readonly dependencies: readonly Dependency[];
}

/** What a .nuspec says, as far as clients are told of it. */
export interface Nuspec {
  readonly id: string;
  /** As people read it, `1.0.0-Beta+build`. */
  readonly version: string;
  /** As addresses have it, `1.0.0-beta`. */
  readonly versionKey: string;
  readonly title: string | null;
  readonly authors: string | null;
  readonly description: string;
  readonly summary: string | null;
  readonly tags: readonly string[];
  readonly projectUrl: string | null;
  readonly iconUrl: string | null;
  readonly licenseUrl: string | null;
  /** An SPDX expression. */
  readonly licenseExpression: string | null;
  /** Files inside the package, as the author writes their paths. */
  readonly licenseFile: string | null;
  readonly icon: string | null;
  readonly readme: string | null;
  readonly requireLicenseAcceptance: boolean;
  readonly minClientVersion: string | null;
  readonly packageTypes: readonly string[];
  readonly dependencyGroups: readonly DependencyGroup[];
}

const dependenciesMax = 5_000;
const textCharsMax = 20_000;

/** @throws AppError `XML_INVALID`, `NUGET_PACKAGE_INVALID`, `NUGET_PACKAGE_NAME_INVALID` */
export async function parseNuspec(bytes: Uint8Array): Promise<Nuspec> {
  const root = await readXml(once(bytes));
  const metadata = root.name === 'package' ? onlyChild(root, 'metadata') : null;
  if (metadata === null) throw nupkgInvalid('The .nuspec has no metadata.');
  const text = (name: string) => childText(metadata, name)?.slice(0, textCharsMax) ?? null;
  const version = requireVersion(text('version') ?? '');
  const license = onlyChild(metadata, 'license');
  return {
    id: requirePackageId(text('id') ?? ''),
    version: fullVersion(version),
    versionKey: versionKey(version),
    title: text('title'),
    authors: text('authors'),
    description: text('description') ?? '',
    summary: text('summary'),
    tags:
      text('tags')
        ?.split(/[\s,]+/)
        .filter((tag) => tag !== '') ?? [],
    projectUrl: webAddress(text('projectUrl')),
    iconUrl: webAddress(text('iconUrl')),
    licenseUrl: webAddress(text('licenseUrl')),
    licenseExpression: license?.attributes.get('type') === 'expression' ? text('license') : null,
    licenseFile: license?.attributes.get('type') === 'file' ? text('license') : null,
    icon: text('icon'),
    readme: text('readme'),
    requireLicenseAcceptance: text('requireLicenseAcceptance')?.toLowerCase() === 'true',
    minClientVersion: metadata.attributes.get('minClientVersion') ?? null,
    packageTypes: namesOf(onlyChild(metadata, 'packageTypes'), 'packageType'),
    dependencyGroups: groupsOf(onlyChild(metadata, 'dependencies')),
  };
}

async function* once(bytes: Uint8Array) {
  yield await Promise.resolve(bytes);
}

/** An address that a person may be sent to; any other scheme could do something to them. */
export function webAddress(text: string | null): string | null {
  return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;
}

function namesOf(list: XmlElement | null, child: string): readonly string[] {
  const all = list?.children.filter(({ name }) => name === child) ?? [];
  return all.flatMap(({ attributes }) => attributes.get('name') ?? []);
}

/** Groups by framework, or from older times a plain list for all of them. */
function groupsOf(list: XmlElement | null): readonly DependencyGroup[] {
  if (list === null) return [];
  const groups = list.children.filter(({ name }) => name === 'group');
  const count = [list, ...groups].reduce((sum, { children }) => sum + children.length, 0);
  if (count > dependenciesMax) throw nupkgInvalid('The .nuspec has too many dependencies.');
  if (groups.length === 0) {
    const dependencies = dependenciesOf(list);
    return dependencies.length === 0 ? [] : [{ targetFramework: null, dependencies }];
  }
  return groups.map((group) => ({
    targetFramework: group.attributes.get('targetFramework') ?? null,
    dependencies: dependenciesOf(group),
  }));
}

function dependenciesOf({ children }: XmlElement): readonly Dependency[] {
  return children
    .filter(({ name }) => name === 'dependency')
    .map(({ attributes }) => ({
      id: requirePackageId(attributes.get('id') ?? ''),
      range: rangeOf(attributes.get('version') ?? ''),
    }));
}

/** A bare version is a minimum; in documents ranges are written out. */
export function rangeOf(stated: string): string {
  const text = stated.trim();
  if (text === '') return '(, )';
  return /^[[(]/.test(text) ? text : `[${text}, )`;
}
