import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, it } from 'vitest';
import { type CycloneDxInput, cycloneDxBom } from './cyclonedx.ts';
import type { Finding, ScanComponent } from './scanner.ts';

const artifact: ScanComponent = {
  purl: 'pkg:npm/%40quay/panel@1.2.0',
  ecosystem: 'npm',
  name: '@quay/panel',
  version: '1.2.0',
  versionIsExact: true,
  relation: 'self',
  licence: '(MIT OR Apache-2.0)',
};

const bundled: ScanComponent = {
  purl: 'pkg:npm/tide-table@1.2.0',
  ecosystem: 'npm',
  name: 'tide-table',
  version: '1.2.0',
  versionIsExact: true,
  relation: 'bundled',
  licence: 'SEE LICENSE IN licence.txt',
};

const wanted: ScanComponent = {
  purl: 'pkg:npm/buoy',
  ecosystem: 'npm',
  name: 'buoy',
  version: '^1.0.0',
  versionIsExact: false,
  relation: 'dependency',
};

const vulnerable: Finding = {
  kind: 'vulnerability',
  advisoryId: 'GHSA-7q2c-hx4m-9f3p',
  aliases: ['CVE-2025-10001'],
  componentPurl: bundled.purl,
  severity: 'high',
  score: 8.7,
  title: 'Regular expression denial of service in tide-table',
  fixedIn: ['1.4.2', '2.1.0'],
  relation: 'bundled',
};

const malicious: Finding = {
  kind: 'malware',
  advisoryId: 'MAL-2025-1',
  aliases: [],
  componentPurl: wanted.purl,
  severity: 'critical',
  score: null,
  title: 'Malicious code in buoy (npm)',
  fixedIn: [],
  relation: 'dependency',
};

function input(components: ScanComponent[], findings: Finding[] = []): CycloneDxInput {
  return {
    components,
    findings,
    serialNumber: '0198c1de-7a00-7000-8000-000000000001',
    timestamp: new Date('2026-01-10T12:00:00Z'),
    toolVersion: '0.1.0',
  };
}

async function faultsOf(bom: unknown): Promise<unknown> {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  return validator.validate(JSON.stringify(bom));
}

describe('the component list of an artifact', () => {
  const full = input([artifact, bundled, wanted], [vulnerable, malicious]);

  it.each([
    ['with findings', full],
    ['without a subject', input([bundled])],
    ['of nothing', input([])],
    ['with the same thing twice', input([artifact, wanted, wanted, { ...wanted, version: '^2' }])],
  ])('%s is valid by the strict schema of CycloneDX 1.6', async (_, given) => {
    expect(await faultsOf(cycloneDxBom(given))).toBeNull();
  });

  it('is refused by that schema when it is not one', async () => {
    const bom = cycloneDxBom(full);
    expect(await faultsOf({ ...bom, serialNumber: 'one' })).not.toBeNull();
    expect(await faultsOf({ ...bom, components: [{ type: 'library' }] })).not.toBeNull();
  });

  it('has the artifact as its subject and everything else as its parts', () => {
    const bom = cycloneDxBom(full);
    expect(bom.metadata).toMatchObject({
      timestamp: '2026-01-10T12:00:00.000Z',
      component: { name: '@quay/panel', version: '1.2.0', purl: artifact.purl },
    });
    expect(bom.components.map(({ name }) => name)).toEqual(['tide-table', 'buoy']);
    expect(bom.dependencies).toEqual([
      { ref: artifact.purl, dependsOn: [bundled.purl, wanted.purl] },
      { ref: bundled.purl },
      { ref: wanted.purl },
    ]);
  });

  it('states a requirement as one, never as a version', () => {
    const [component] = cycloneDxBom(input([wanted])).components;
    expect(component).not.toHaveProperty('version');
    expect(component?.properties).toContainEqual({ name: 'bonded:requirement', value: '^1.0.0' });
  });

  it('points from a finding to every part that has it', () => {
    const again = { ...wanted, version: '^2.0.0' };
    const bom = cycloneDxBom(input([artifact, wanted, again], [malicious, malicious]));
    expect(bom.vulnerabilities).toEqual([
      {
        'bom-ref': 'advisory:MAL-2025-1',
        id: 'MAL-2025-1',
        source: { name: 'MAL' },
        references: [],
        ratings: [{ severity: 'critical' }],
        description: 'Malicious code in buoy (npm)',
        affects: [{ ref: 'pkg:npm/buoy' }, { ref: 'pkg:npm/buoy#2' }],
        properties: [{ name: 'bonded:kind', value: 'malware' }],
      },
    ]);
  });

  it('carries the score, the aliases and the way out of a finding', () => {
    expect(cycloneDxBom(full).vulnerabilities[0]).toMatchObject({
      ratings: [{ severity: 'high', score: 8.7 }],
      references: [{ id: 'CVE-2025-10001', source: { name: 'CVE' } }],
      recommendation: 'Fixed in 1.4.2, 2.1.0.',
    });
  });

  it('is the same document for the same input', () => {
    expect(JSON.stringify(cycloneDxBom(full))).toBe(JSON.stringify(cycloneDxBom(full)));
  });

  it('D5.13 takes names such as __proto__ for names', async () => {
    const hostile = ['__proto__', 'constructor', 'toString'];
    const components = hostile.map((name) => ({ ...bundled, name, purl: `pkg:npm/${name}@1` }));
    const bom = cycloneDxBom(input(components));
    expect(bom.components.map(({ name }) => name)).toEqual(hostile);
    expect(await faultsOf(bom)).toBeNull();
  });
});
