import { describe, expect, it } from 'vitest';
import type { NormalisedAdvisory } from '../advisories/normalise-advisory.ts';
import { type FixtureName, fixtureAdvisory } from '../advisories/testing/fixtures.ts';
import { MemoryAdvisoryIndex } from '../advisories/testing/memory-advisory-index.ts';
import { describeScanner } from '../conformance.ts';
import type { ScanComponent, ScanSubject } from '../scanner.ts';
import { OsvScanner } from './osv-scanner.ts';

const now = new Date('2026-01-10T12:00:00Z');
const day = 24 * 60 * 60_000;
const never = new AbortController().signal;

const names: FixtureName[] = [
  'ghsa-last-affected',
  'ghsa-two-lines',
  'mal-every-version',
  'mal-listed-versions',
  'mal-withdrawn',
];

function importedAgo(ms: number, isEmpty = false) {
  return { importedAt: new Date(now.getTime() - ms), version: 'import-7', isEmpty };
}

function scannerOver(index: MemoryAdvisoryIndex, maxAgeMs?: number): OsvScanner {
  const clock = { now: () => now };
  return new OsvScanner({ index, clock, ...(maxAgeMs === undefined ? {} : { maxAgeMs }) });
}

function freshIndex(advisories = names.map((name) => fixtureAdvisory(name))) {
  return new MemoryAdvisoryIndex(importedAgo(day), advisories);
}

function component(
  name: string,
  version: string,
  rest: Partial<ScanComponent> = {},
): ScanComponent {
  const purl = `pkg:npm/${name}@${version}`;
  return { purl, ecosystem: 'npm', name, version, versionIsExact: true, relation: 'self', ...rest };
}

function subject(...components: ScanComponent[]): ScanSubject {
  return { format: 'NPM', components, files: [] };
}

async function findingsIn(...components: ScanComponent[]) {
  const { findings } = await scannerOver(freshIndex()).scan(subject(...components), never);
  return findings.map(({ advisoryId, componentPurl }) => `${advisoryId} ${componentPurl}`);
}

describeScanner('OsvScanner', {
  open: async () => scannerOver(freshIndex()),
  openWithoutDatabase: async () => scannerOver(new MemoryAdvisoryIndex(null)),
  openWithOutdatedDatabase: async () => {
    return scannerOver(new MemoryAdvisoryIndex(importedAgo(7 * day + 1)));
  },
  subjects: {
    malicious: subject(component('harbor-lights', '1.0.0')),
    vulnerable: subject(component('tide-table', '1.2.0'), component('tide-chart', '1.0.0')),
    clean: subject(component('tide-chart', '1.0.0')),
    foreign: subject(
      component('tide', '1.0.0', { ecosystem: 'CRAN', purl: 'pkg:cran/tide@1.0.0' }),
    ),
  },
});

describe('the OSV scanner', () => {
  it('says everything of a finding that a person needs', async () => {
    const report = await scannerOver(freshIndex()).scan(
      subject(component('tide-table', '1.2.0')),
      never,
    );
    expect(report).toEqual({
      scanner: 'osv',
      databaseVersion: 'import-7',
      unjudged: [],
      findings: [
        {
          kind: 'vulnerability',
          advisoryId: 'GHSA-7q2c-hx4m-9f3p',
          aliases: ['CVE-2025-10001'],
          componentPurl: 'pkg:npm/tide-table@1.2.0',
          severity: 'high',
          score: 8.7,
          title: 'Regular expression denial of service in tide-table',
          fixedIn: ['1.4.2', '2.1.0'],
          relation: 'self',
        },
      ],
    });
  });

  it('D5.3 finds exactly the malicious versions of a package that was taken over', async () => {
    const versions = ['3.2.0', '3.2.1', '3.2.2', '3.2.3'];
    expect(
      await findingsIn(...versions.map((version) => component('harbour-lights', version))),
    ).toEqual([
      'MAL-2025-190001 pkg:npm/harbour-lights@3.2.1',
      'MAL-2025-190001 pkg:npm/harbour-lights@3.2.2',
    ]);
  });

  it('D5.3 finds nothing by a withdrawn advisory', async () => {
    expect(await findingsIn(component('buoy', '1.0.0'))).toEqual([]);
  });

  it('D5.3 still finds one that was withdrawn when it comes back', async () => {
    const { advisory, affected } = fixtureAdvisory('mal-withdrawn');
    const revived: NormalisedAdvisory = { advisory: { ...advisory, withdrawn: null }, affected };
    const scanner = scannerOver(freshIndex([revived]));
    const { findings } = await scanner.scan(subject(component('buoy', '1.0.0')), never);
    expect(findings).toMatchObject([{ kind: 'malware', severity: 'critical' }]);
  });

  it('finds once what an advisory says twice, and each of several advisories', async () => {
    const twice = [fixtureAdvisory('ghsa-two-lines'), fixtureAdvisory('ghsa-two-lines')];
    const other = fixtureAdvisory('ghsa-two-lines');
    const renamed = {
      ...other,
      advisory: { ...other.advisory, id: 'CVE-2025-10009', summary: '' },
    };
    const scanner = scannerOver(freshIndex([...twice, renamed]));
    const { findings } = await scanner.scan(subject(component('tide-table', '1.2.0')), never);
    expect(findings.map(({ title }) => title)).toEqual([
      'CVE-2025-10009',
      'Regular expression denial of service in tide-table',
    ]);
  });

  it('tells the artifact from what it bundles and what it asks for', async () => {
    const { findings } = await scannerOver(freshIndex()).scan(
      subject(
        component('tide-table', '1.2.0'),
        component('@quay/panel', '0.9.3', { relation: 'bundled' }),
        component('harbor-lights', '^1.0.0', { relation: 'dependency', versionIsExact: false }),
        component('tide-table', '^1.0.0', { relation: 'dependency', versionIsExact: false }),
      ),
      never,
    );
    expect(findings.map(({ relation, kind }) => `${relation} ${kind}`)).toEqual([
      'self vulnerability',
      'bundled vulnerability',
      'dependency malware',
    ]);
  });

  it('D5.5 notes a component that has advisories and an unreadable version', async () => {
    const latest = { relation: 'dependency' as const, versionIsExact: false };
    const scanned = subject(
      component('tide-table', 'latest', latest),
      component('tide-chart', 'latest', latest),
    );
    const { findings, unjudged } = await scannerOver(freshIndex()).scan(scanned, never);
    expect(findings).toEqual([]);
    expect(unjudged).toEqual([
      {
        componentPurl: 'pkg:npm/tide-table@latest',
        reason: 'version-unreadable',
        relation: 'dependency',
      },
    ]);
  });

  it('asks the index for 500 names at a time, each once', async () => {
    const index = freshIndex();
    const many = Array.from({ length: 1_199 }, (_, number) => component(`p${number}`, '1.0.0'));
    await scannerOver(index).scan(subject(...many, component('p1198', '2.0.0')), never);
    expect(index.questions.map((batch) => batch.length)).toEqual([500, 500, 199]);
  });

  it('D5.5 refuses what is too large to scan as a whole', async () => {
    const many = Array.from({ length: 50_001 }, () => component('tide-chart', '1.0.0'));
    const refused = { code: 'SCAN_TOO_LARGE', kind: 'too-large' };
    await expect(scannerOver(freshIndex()).scan(subject(...many), never)).rejects.toMatchObject(
      refused,
    );
    const found = Array.from({ length: 50_000 }, () => component('tide-table', '1.2.0'));
    const twice = fixtureAdvisory('ghsa-two-lines');
    const second = { ...twice, advisory: { ...twice.advisory, id: 'CVE-2025-10009' } };
    const scanner = scannerOver(freshIndex([twice, second]));
    await expect(scanner.scan(subject(...found), never)).rejects.toMatchObject(refused);
  });
});

describe('D5.3 the age of the database', () => {
  const scan = (index: MemoryAdvisoryIndex, maxAgeMs?: number) =>
    scannerOver(index, maxAgeMs).scan(subject(component('tide-chart', '1.0.0')), never);
  const unavailable = { code: 'SCANNER_UNAVAILABLE', kind: 'unavailable' };

  it('may be seven days, or what is configured, and not a millisecond more', async () => {
    await expect(scan(new MemoryAdvisoryIndex(importedAgo(7 * day)))).resolves.toBeDefined();
    await expect(scan(new MemoryAdvisoryIndex(importedAgo(7 * day + 1)))).rejects.toMatchObject(
      unavailable,
    );
    await expect(scan(new MemoryAdvisoryIndex(importedAgo(1_000)), 1_000)).resolves.toBeDefined();
    await expect(scan(new MemoryAdvisoryIndex(importedAgo(1_001)), 1_000)).rejects.toMatchObject(
      unavailable,
    );
  });

  it('is no age when it lies far in the future', async () => {
    await expect(scan(new MemoryAdvisoryIndex(importedAgo(-8 * day)))).rejects.toMatchObject(
      unavailable,
    );
  });

  it('does not help an empty database', async () => {
    await expect(scan(new MemoryAdvisoryIndex(importedAgo(0, true)))).rejects.toMatchObject(
      unavailable,
    );
  });
});
