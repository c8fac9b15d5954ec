import { describe, expect, it } from 'vitest';
import { normaliseAdvisory } from './normalise-advisory.ts';
import { advisoryOf } from './testing/advisory-of.ts';
import { fixtureAdvisory, fixtureRecord } from './testing/fixtures.ts';

describe('an advisory', () => {
  it('is stored in our words', () => {
    const { advisory, affected } = fixtureAdvisory('ghsa-two-lines');
    expect(advisory.details).toContain('Upgrade to 1.4.2 or 2.1.0.');
    expect(advisory).toMatchObject({
      id: 'GHSA-7q2c-hx4m-9f3p',
      kind: 'vulnerability',
      aliases: ['CVE-2025-10001'],
      summary: 'Regular expression denial of service in tide-table',
      severity: 'high',
      score: 8.7,
      references: [
        'https://example.org/tide-table/security/advisories/1',
        'https://example.org/tide-table',
      ],
      modified: new Date('2025-02-13T18:59:10.123Z'),
      published: new Date('2025-02-12T16:06:50Z'),
      withdrawn: null,
    });
    expect(affected.map(({ packageName }) => packageName)).toEqual(['tide-table', 'tide-table']);
  });

  it('D5.3 is malware by its id, whatever anybody scored, and then critical', () => {
    const { advisory } = fixtureAdvisory('mal-every-version');
    expect(advisory).toMatchObject({ kind: 'malware', severity: 'critical', score: null });
    const low = { ...fixtureRecord('mal-every-version'), severityLabel: 'LOW' };
    expect(normaliseAdvisory(low).advisory.severity).toBe('critical');
  });

  it('D5.3 is malware by an alias as well', () => {
    const record = { ...fixtureRecord('ghsa-two-lines'), aliases: ['MAL-2025-1'] };
    expect(normaliseAdvisory(record).advisory.kind).toBe('malware');
  });

  it('keeps the date of its withdrawal', () => {
    const { advisory } = fixtureAdvisory('mal-withdrawn');
    expect(advisory.withdrawn).toEqual(new Date('2025-07-02T08:00:00Z'));
  });

  it('takes the label of the database where nobody stated a vector', () => {
    const { advisory } = fixtureAdvisory('ghsa-last-affected');
    expect(advisory).toMatchObject({ severity: 'medium', score: null });
  });

  it('has the worst severity of its packages, and their names as registries compare them', () => {
    const { advisory, affected } = fixtureAdvisory('pysec-several-packages');
    expect(advisory).toMatchObject({ severity: 'critical', score: 9.8 });
    expect(affected.map(({ ecosystem, packageName }) => [ecosystem, packageName])).toEqual([
      ['PyPI', 'tide-table'],
      ['npm', 'tide-table-wasm'],
    ]);
  });

  it('links to nothing but pages', () => {
    const { advisory } = fixtureAdvisory('pysec-several-packages');
    expect(advisory.references).toEqual(['https://example.org/commit/3f38f73']);
  });

  it('leaves out ranges of commits, and entries that say nothing else', () => {
    const { affected } = fixtureAdvisory('pysec-several-packages');
    expect(affected[0]?.ranges.map(({ type }) => type)).toEqual(['ECOSYSTEM']);
    expect(fixtureAdvisory('commits-only').affected).toEqual([]);
  });

  it('keeps an entry of one of our packages that says nothing else', () => {
    const ranges = [{ type: 'GIT' as const, events: [{ introduced: '0' }] }];
    const { affected } = advisoryOf(
      'OSV-2026-1',
      { ecosystem: 'npm', name: 'tide-table', ranges },
      { ecosystem: 'npm', name: 'tide-chart' },
      { ecosystem: 'Debian:12', name: 'tide-table', ranges },
    );
    const empty = { ecosystem: 'npm', packageName: 'tide-table', ranges: [], versions: [] };
    expect(affected).toEqual([empty]);
  });

  it('has ranges that survive a store of JSON', () => {
    for (const { ranges } of fixtureAdvisory('pysec-several-packages').affected) {
      expect(JSON.parse(JSON.stringify(ranges))).toEqual(ranges);
    }
  });
});
