import { packageUrl } from '../package-url.ts';
import { type AffectedVersionsReader, affectedVersionsReader } from './affected-versions.ts';
import { type Matcher, matcherOf } from './match.ts';
import { cratesOrder } from './order/crates.ts';
import { goOrder } from './order/go.ts';
import { mavenOrder } from './order/maven.ts';
import { npmOrder } from './order/npm.ts';
import { nugetOrder } from './order/nuget.ts';
import { packagistOrder } from './order/packagist.ts';
import { pypiOrder } from './order/pypi.ts';
import type { VersionOrder } from './order/version-order.ts';
import {
  exactVersionRange,
  type VersionRange,
  type VersionRangeReader,
  versionRangeReader,
} from './version-range.ts';

interface Row<V> {
  readonly order: VersionOrder<V>;
  /** How the registry decides that two spellings are one package. */
  readonly spell: (name: string) => string;
  readonly purlType: string;
  /** The last of these parts a name into the namespace and the name of a purl. */
  readonly purlSeparator: '/' | ':';
  /** How the purl type wants names, where that is not as the author wrote them. */
  readonly purlSpell?: (name: string) => string;
}

interface Ecosystem extends Omit<Row<unknown>, 'order'> {
  readonly match: Matcher;
  readonly affectedVersions: AffectedVersionsReader;
  readonly range: VersionRangeReader;
}

/** Every ecosystem of our formats, in OSV's words. A row and a file in `order/` add one. */
const table = {
  npm: row({ order: npmOrder, spell: asWritten, purlType: 'npm', purlSeparator: '/' }),
  PyPI: row({
    order: pypiOrder,
    spell: dashed,
    purlType: 'pypi',
    purlSeparator: '/',
    purlSpell: dashed,
  }),
  Maven: row({ order: mavenOrder, spell: asWritten, purlType: 'maven', purlSeparator: ':' }),
  NuGet: row({ order: nugetOrder, spell: lowerCase, purlType: 'nuget', purlSeparator: '/' }),
  Go: row({ order: goOrder, spell: asWritten, purlType: 'golang', purlSeparator: '/' }),
  Packagist: row({
    order: packagistOrder,
    spell: lowerCase,
    purlType: 'composer',
    purlSeparator: '/',
    purlSpell: lowerCase,
  }),
  'crates.io': row({
    order: cratesOrder,
    spell: underscored,
    purlType: 'cargo',
    purlSeparator: '/',
  }),
};

export type EcosystemName = keyof typeof table;

const ecosystems: ReadonlyMap<string, Ecosystem> = new Map(Object.entries(table));

function row<V>({ order, ...rest }: Row<V>): Ecosystem {
  return {
    ...rest,
    match: matcherOf(order),
    affectedVersions: affectedVersionsReader(order),
    range: versionRangeReader(order),
  };
}

/** Null when the ecosystem is one that we cannot judge. */
export function matcherFor(ecosystem: string): Matcher | null {
  return ecosystems.get(ecosystem)?.match ?? null;
}

/** Null when the ecosystem is one that we cannot judge. */
export function affectedVersionsReaderFor(ecosystem: string): AffectedVersionsReader | null {
  return ecosystems.get(ecosystem)?.affectedVersions ?? null;
}

/**
 * A range such as `>=1.0 <2.0 || =3.1`, in the order of an ecosystem; of none, versions alone. Null
 * when the text is no range.
 */
export function versionRangeFor(ecosystem: string | null, text: string): VersionRange | null {
  const read = ecosystem === null ? exactVersionRange : ecosystems.get(ecosystem)?.range;
  return read?.(text) ?? null;
}

/** True for the ecosystems of our formats; advisories of others (distributions) need no place. */
export function isPackageEcosystem(ecosystem: string): boolean {
  return ecosystems.has(ecosystem);
}

/** The one spelling under which a package's advisories are stored and looked up. */
export function normalisePackageName(ecosystem: string, name: string): string {
  return ecosystems.get(ecosystem)?.spell(name) ?? name;
}

/**
 * An ecosystem without what records say behind a colon, as in `Maven:https://repo.example.org`:
 * a name means one package wherever it is fetched from. Others, `Debian:12`, stay as they are.
 */
export function ecosystemOf(stated: string): string {
  const [base = stated] = stated.split(':', 1);
  return ecosystems.has(base) ? base : stated;
}

/**
 * The package URL of a version; without one it names all of them. The name is as its ecosystem
 * writes it: `@scope/name`, `group:artifact`, `vendor/name`, a module path.
 */
export function purlOf(ecosystem: EcosystemName, name: string, version?: string): string {
  const { purlType: type, purlSeparator, purlSpell = asWritten } = table[ecosystem];
  const spelt = purlSpell(name);
  const at = spelt.lastIndexOf(purlSeparator);
  const parts = { namespace: spelt.slice(0, Math.max(at, 0)), name: spelt.slice(at + 1) };
  return packageUrl({ type, ...parts, ...(version !== undefined && { version }) });
}

function asWritten(name: string): string {
  return name;
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}

/** PEP 503: runs of hyphen, underscore and dot are one hyphen. */
function dashed(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** crates.io keeps one crate for `tide-table` and `tide_table`, and OSV spells it as either. */
function underscored(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}
