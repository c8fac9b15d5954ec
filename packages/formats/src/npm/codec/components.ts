import { purlOf, type ScanComponent } from '@bonded/core/ports';
import { valid, validRange } from 'semver';
import type { BundledPackage } from './bundled.ts';
import { isObject, type JsonObject, own, textEntries } from './json-object.ts';
import type { DerivedManifest } from './manifest.ts';
import { isPackageName } from './names.ts';

const ecosystem = 'npm';

/**
 * What a scanner should judge: the package itself, what comes inside of it, and what an install
 * brings along (dependencies, optional ones, and peers, which npm installs as well).
 */
export function componentsOf(
  { name, version, manifest, licence }: DerivedManifest,
  bundled: readonly BundledPackage[],
): ScanComponent[] {
  const self: ScanComponent = {
    ...exact(name, version),
    relation: 'self',
    ...(licence !== null && { licence }),
  };
  const inside = bundled.flatMap(fromBundled);
  const outside = dependencyEntries(manifest)
    .map(([alias, range]) => fromRange(alias, range))
    .filter((component) => component !== null);
  return unique([self, ...inside, ...outside]);
}

function exact(name: string, version: string) {
  return { purl: purlOf(ecosystem, name, version), ecosystem, name, version, versionIsExact: true };
}

function fromBundled({ names, version, licence }: BundledPackage): ScanComponent[] {
  if (version === null) return [];
  return names.map((name) => ({
    ...exact(name, version),
    relation: 'bundled',
    ...(licence !== null && { licence }),
  }));
}

function dependencyEntries(manifest: JsonObject): [string, string][] {
  const meta = manifest['peerDependenciesMeta'];
  const peers = textEntries(manifest['peerDependencies']);
  return [
    ...textEntries(manifest['dependencies']),
    ...textEntries(manifest['optionalDependencies']),
    ...peers.filter(([name]) => !isOptionalPeer(meta, name)),
  ];
}

function isOptionalPeer(meta: unknown, name: string): boolean {
  const entry = isObject(meta) ? own(meta, name) : undefined;
  return isObject(entry) && entry['optional'] === true;
}

/** Null for what is fetched from elsewhere (git, a URL, a folder): no advisory knows it. */
function fromRange(name: string, range: string): ScanComponent | null {
  const alias = /^npm:(@?[^@]+)(?:@(.*))?$/s.exec(range);
  if (alias !== null) return fromRange(alias[1] ?? '', alias[2] ?? '*');
  if (!isPackageName(name)) return null;
  const version = valid(range.trim(), { loose: true });
  if (version !== null) return { ...exact(name, version), relation: 'dependency' };
  const wanted = rangeOf(range.trim());
  if (wanted === null) return null;
  return {
    purl: purlOf(ecosystem, name),
    ecosystem,
    name,
    version: wanted,
    versionIsExact: false,
    relation: 'dependency',
  };
}

/** The range as it stands; a tag may lead to any version; null for an address. */
function rangeOf(text: string): string | null {
  if (text !== '' && validRange(text) !== null) return text;
  return /^[A-Za-z][\w.-]*$|^$/.test(text) ? '*' : null;
}

/** By what, in which version and how: the closest relation of two comes first and stays. */
function unique(components: readonly ScanComponent[]): ScanComponent[] {
  const seen = new Map<string, ScanComponent>();
  for (const component of components) {
    const key = `${component.purl} ${component.version}`;
    if (!seen.has(key)) seen.set(key, component);
  }
  return [...seen.values()];
}
