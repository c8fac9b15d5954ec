import { describe, expect, it } from 'vitest';
import type { ScanComponent, Scanner, ScanSubject } from './scanner.ts';

/** What a driver brings: itself over a small real database, and subjects that this one knows. */
export interface ScannerHarness {
  open(): Promise<Scanner>;
  openWithoutDatabase(): Promise<Scanner>;
  openWithOutdatedDatabase(): Promise<Scanner>;
  readonly subjects: {
    /** Itself malware, by a record without any score. */
    readonly malicious: ScanSubject;
    /** With at least one vulnerability that has a fix, and one component that has none. */
    readonly vulnerable: ScanSubject;
    readonly clean: ScanSubject;
    /** In an ecosystem that the scanner knows nothing of. */
    readonly foreign: ScanSubject;
  };
}

/** The contract of `Scanner`, run against each driver. */
export function describeScanner(name: string, harness: ScannerHarness): void {
  const { subjects } = harness;
  const never = new AbortController().signal;

  describe(`${name} keeps the contract of a scanner`, () => {
    it('says that it cannot scan what it does not know, for that is not "clean"', async () => {
      const scanner = await harness.open();
      expect(scanner.canScan(subjects.foreign)).toBe(false);
      expect(scanner.canScan({ ...subjects.clean, components: [] })).toBe(false);
      expect(scanner.canScan(subjects.clean)).toBe(true);
    });

    it('D5.3 reports malware as malware although nobody scored it', async () => {
      const scanner = await harness.open();
      const { findings } = await scanner.scan(subjects.malicious, never);
      expect(findings).toContainEqual(
        expect.objectContaining({ kind: 'malware', relation: 'self', severity: 'critical' }),
      );
    });

    it('reports a vulnerability with its component and the versions that fix it', async () => {
      const scanner = await harness.open();
      const { findings } = await scanner.scan(subjects.vulnerable, never);
      const purls = subjects.vulnerable.components.map(({ purl }) => purl);
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.some(({ fixedIn }) => fixedIn.length > 0)).toBe(true);
      for (const finding of findings) {
        expect(finding.kind).toBe('vulnerability');
        expect(purls).toContain(finding.componentPurl);
      }
    });

    it('finds nothing in a clean subject and still names the database that said so', async () => {
      const scanner = await harness.open();
      const report = await scanner.scan(subjects.clean, never);
      expect(report).toMatchObject({ scanner: scanner.name, findings: [], unjudged: [] });
      expect(report.databaseVersion).not.toBe('');
    });

    it('D5.5 names a component that it could not judge', async () => {
      const scanner = await harness.open();
      const components = [...subjects.clean.components, ...subjects.foreign.components];
      const { unjudged } = await scanner.scan({ ...subjects.clean, components }, never);
      expect(unjudged.map(({ componentPurl }) => componentPurl)).toEqual(
        subjects.foreign.components.map(({ purl }) => purl),
      );
    });

    it('D5.3 fails closed without a database and with one that is too old', async () => {
      const unavailable = { kind: 'unavailable', code: 'SCANNER_UNAVAILABLE' };
      for (const open of [harness.openWithoutDatabase, harness.openWithOutdatedDatabase]) {
        const scanner = await open();
        await expect(scanner.scan(subjects.clean, never)).rejects.toMatchObject(unavailable);
      }
    });

    it('gives the same report every time, also to many who ask at once', async () => {
      const scanner = await harness.open();
      const first = await scanner.scan(subjects.vulnerable, never);
      const others = Array.from({ length: 8 }, () => scanner.scan(subjects.vulnerable, never));
      for (const report of await Promise.all(others)) expect(report).toEqual(first);
    });

    it('stops with the reason of the signal', async () => {
      const scanner = await harness.open();
      const reason = new Error('the caller left');
      const signal = AbortSignal.abort(reason);
      await expect(scanner.scan(subjects.vulnerable, signal)).rejects.toBe(reason);
    });

    it('D5.13 takes names such as __proto__ for names', async () => {
      const scanner = await harness.open();
      const [model] = subjects.clean.components;
      const names = ['__proto__', 'constructor', 'prototype', 'toString', 'a\0b'];
      const components = names.map((hostile) => ({ ...model, name: hostile }) as ScanComponent);
      const { findings } = await scanner.scan({ ...subjects.clean, components }, never);
      expect(findings).toEqual([]);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
  });
}
