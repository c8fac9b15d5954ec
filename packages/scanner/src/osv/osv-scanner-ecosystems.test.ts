import { describe, expect, it } from 'vitest';
import { type EcosystemName, purlOf } from '../advisories/ecosystems.ts';
import { type AffectedEntry, advisoryOf } from '../advisories/testing/advisory-of.ts';
import { MemoryAdvisoryIndex } from '../advisories/testing/memory-advisory-index.ts';
import { describeScanner } from '../conformance.ts';
import type { ScanComponent, ScanSubject } from '../scanner.ts';
import { OsvScanner } from './osv-scanner.ts';

const now = new Date('2026-01-10T12:00:00Z');
const day = 24 * 60 * 60_000;
const never = new AbortController().signal;

/** What one ecosystem's records and artifacts look like. */
interface Goods {
  readonly ecosystem: EcosystemName;
  readonly names: {
    readonly vulnerable: string;
    readonly malicious: string;
    readonly clean: string;
  };
  /** The package as a record may spell it, which is not as the artifact does. */
  readonly recorded: { readonly ecosystem: string; readonly vulnerable: string };
  /** In order: before, affected, the last affected, the fix. */
  readonly versions: readonly [string, string, string, string];
  readonly bounds: { readonly introduced: string; readonly fixed: string };
  readonly type: 'SEMVER' | 'ECOSYSTEM';
}

const goods: readonly Goods[] = [
  {
    ecosystem: 'npm',
    names: { vulnerable: 'tide-table', malicious: 'harbor-lights', clean: 'tide-chart' },
    recorded: { ecosystem: 'npm', vulnerable: 'tide-table' },
    versions: ['0.9.0', '1.0.0', '1.4.2-rc.1', '1.4.2'],
    bounds: { introduced: '1.0.0', fixed: '1.4.2' },
    type: 'SEMVER',
  },
  {
    ecosystem: 'PyPI',
    names: { vulnerable: 'Tide_Table', malicious: 'harbor-lights', clean: 'tide-chart' },
    recorded: { ecosystem: 'PyPI', vulnerable: 'tide.table' },
    versions: ['1.0rc1', '1.0+cu118', '1.4.2.dev3', '1.4.2'],
    bounds: { introduced: '1.0', fixed: '1.4.2' },
    type: 'ECOSYSTEM',
  },
  {
    ecosystem: 'Maven',
    names: { vulnerable: 'org.tide:table', malicious: 'org.tide:lights', clean: 'org.tide:chart' },
    recorded: { ecosystem: 'Maven:https://repo.example.org/maven2', vulnerable: 'org.tide:table' },
    versions: ['1.0-M2', '1.0.0.Final', '1.4.2-SNAPSHOT', '1.4.2'],
    bounds: { introduced: '1.0', fixed: '1.4.2' },
    type: 'ECOSYSTEM',
  },
  {
    ecosystem: 'NuGet',
    names: { vulnerable: 'Tide.Table', malicious: 'Harbor.Lights', clean: 'Tide.Chart' },
    recorded: { ecosystem: 'NuGet', vulnerable: 'tide.TABLE' },
    versions: ['1.0.0-Beta', '1.0', '1.4.2.9', '1.4.3'],
    bounds: { introduced: '1.0.0', fixed: '1.4.3' },
    type: 'ECOSYSTEM',
  },
  {
    ecosystem: 'Go',
    names: {
      vulnerable: 'example.org/tide/table',
      malicious: 'example.org/tide/lights',
      clean: 'example.org/tide/chart',
    },
    recorded: { ecosystem: 'Go', vulnerable: 'example.org/tide/table' },
    versions: ['v0.9.0', 'v1.0.0+incompatible', 'v1.4.2-0.20250101000000-daa7c04131f5', 'v1.4.2'],
    bounds: { introduced: '1.0.0', fixed: '1.4.2' },
    type: 'SEMVER',
  },
  {
    ecosystem: 'Packagist',
    names: { vulnerable: 'Tide/Table', malicious: 'tide/lights', clean: 'tide/chart' },
    recorded: { ecosystem: 'Packagist:https://packages.example.org/8', vulnerable: 'tide/table' },
    versions: ['1.0-RC1', 'v1.0.0', '1.4.x-dev', '1.5.0'],
    bounds: { introduced: '1.0', fixed: '1.5' },
    type: 'ECOSYSTEM',
  },
  {
    ecosystem: 'crates.io',
    names: { vulnerable: 'tide-table', malicious: 'harbor-lights', clean: 'tide-chart' },
    recorded: { ecosystem: 'crates.io', vulnerable: 'Tide_Table' },
    versions: ['1.0.0-rc.1', '1.0.0', '1.4.2-alpha.1', '1.4.2'],
    bounds: { introduced: '1.0.0', fixed: '1.4.2' },
    type: 'SEMVER',
  },
];

function component(ecosystem: EcosystemName, name: string, version: string): ScanComponent {
  const purl = purlOf(ecosystem, name, version);
  return { purl, ecosystem, name, version, versionIsExact: true, relation: 'self' };
}

function subject(...components: ScanComponent[]): ScanSubject {
  return { format: 'RAW', components, files: [] };
}

function indexOf({ ecosystem, names, recorded, bounds, type }: Goods, importedAgoMs = day) {
  const { introduced, fixed } = bounds;
  const vulnerable: AffectedEntry = {
    ecosystem: recorded.ecosystem,
    name: recorded.vulnerable,
    ranges: [
      { type, events: [{ introduced }, { fixed }] },
      { type: 'GIT', events: [{ introduced: '0' }] },
    ],
  };
  const malicious: AffectedEntry = {
    ecosystem,
    name: names.malicious,
    ranges: [{ type, events: [{ introduced: '0' }] }],
  };
  const importedAt = new Date(now.getTime() - importedAgoMs);
  return new MemoryAdvisoryIndex({ importedAt, version: 'import-7', isEmpty: false }, [
    advisoryOf('GHSA-7q2c-hx4m-9f3p', vulnerable),
    advisoryOf('MAL-2025-190001', malicious),
  ]);
}

function scannerOver(index: MemoryAdvisoryIndex): OsvScanner {
  return new OsvScanner({ index, clock: { now: () => now } });
}

for (const each of goods) {
  const { ecosystem, names, versions } = each;
  const clean = component(ecosystem, names.clean, versions[1]);
  describeScanner(`OsvScanner over ${ecosystem}`, {
    open: async () => scannerOver(indexOf(each)),
    openWithoutDatabase: async () => scannerOver(new MemoryAdvisoryIndex(null)),
    openWithOutdatedDatabase: async () => scannerOver(indexOf(each, 7 * day + 1)),
    subjects: {
      malicious: subject(component(ecosystem, names.malicious, versions[0])),
      vulnerable: subject(component(ecosystem, names.vulnerable, versions[1]), clean),
      clean: subject(clean),
      foreign: subject({ ...clean, ecosystem: 'CRAN', purl: 'pkg:cran/tide@1.0.0' }),
    },
  });
}

describe.each(goods)('the OSV scanner in $ecosystem', (each) => {
  const { ecosystem, names, versions, bounds } = each;

  it('finds a vulnerability from where it was introduced to where it was fixed', async () => {
    const components = versions.map((version) => component(ecosystem, names.vulnerable, version));
    const report = await scannerOver(indexOf(each)).scan(subject(...components), never);
    expect(report.findings.map(({ componentPurl }) => componentPurl)).toEqual([
      purlOf(ecosystem, names.vulnerable, versions[1]),
      purlOf(ecosystem, names.vulnerable, versions[2]),
    ]);
    for (const { fixedIn } of report.findings) expect(fixedIn).toEqual([bounds.fixed]);
    expect(report.unjudged).toEqual([]);
  });

  it('D5.3 finds malware in a version that nobody can read', async () => {
    const hostile = component(ecosystem, names.malicious, '(not a version)');
    const { findings } = await scannerOver(indexOf(each)).scan(subject(hostile), never);
    expect(findings).toMatchObject([{ kind: 'malware', advisoryId: 'MAL-2025-190001' }]);
  });

  it('D5.5 notes a version of a vulnerable package that nobody can read', async () => {
    const hostile = component(ecosystem, names.vulnerable, '(not a version)');
    const { findings, unjudged } = await scannerOver(indexOf(each)).scan(subject(hostile), never);
    expect(findings).toEqual([]);
    expect(unjudged).toMatchObject([{ reason: 'version-unreadable' }]);
  });

  it('D5.5 notes a package of which a record names commits only', async () => {
    const commits = [{ type: 'GIT' as const, events: [{ introduced: '0' }] }];
    const entry = { ecosystem, name: names.clean, ranges: commits };
    const status = { importedAt: now, version: 'import-8', isEmpty: false };
    const scanned = subject(component(ecosystem, names.clean, versions[1]));
    const reportOn = (...entries: AffectedEntry[]) =>
      scannerOver(new MemoryAdvisoryIndex(status, [advisoryOf('OSV-2026-1', ...entries)])).scan(
        scanned,
        never,
      );
    const silent = await reportOn(entry);
    expect(silent).toMatchObject({ findings: [], unjudged: [{ reason: 'version-unreadable' }] });
    const explained = await reportOn(entry, { ...entry, versions: [versions[3]] });
    expect(explained).toMatchObject({ findings: [], unjudged: [] });
  });
});
