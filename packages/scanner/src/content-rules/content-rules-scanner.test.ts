import { randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ContentRulesScanner } from './content-rules-scanner.ts';
import { contentRules } from './rules.ts';

const mark = contentRules[0]?.pattern ?? Buffer.alloc(0);
const { signal } = new AbortController();

function subjectOf(chunks: readonly Uint8Array[], format = 'RAW') {
  async function* body() {
    yield* chunks;
  }
  const file = {
    path: 'a.bin',
    digest: '0'.repeat(64),
    sizeBytes: chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    open: () => Promise.resolve(body()),
  };
  return { format, components: [], files: [file] };
}

describe('ContentRulesScanner', () => {
  const scanner = new ContentRulesScanner();

  it('finds a mark wherever the chunks are cut, and once', async () => {
    const bytes = Buffer.concat([Buffer.alloc(10, 1), mark, Buffer.alloc(10, 2)]);
    for (let size = 1; size <= bytes.length; size += 1) {
      const chunks: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
      const report = await scanner.scan(subjectOf(chunks), signal);
      expect(report.findings, `chunks of ${size}`).toHaveLength(1);
      expect(report.findings[0]).toMatchObject({ kind: 'malware', severity: 'critical' });
    }
  });

  it('finds nothing in bytes that almost have a mark', async () => {
    const almost = Buffer.from(mark);
    almost[mark.length - 1] = 0;
    const report = await scanner.scan(subjectOf([almost, almost.subarray(1)]), signal);
    expect(report.findings).toEqual([]);
  });

  it('leaves what an ecosystem describes to the scanners that know it', () => {
    expect(scanner.canScan(subjectOf([mark], 'NPM'))).toBe(false);
  });

  const layer = Buffer.concat([randomBytes(3_000), mark, randomBytes(3_000)]);
  const packed = { gzip: gzipSync(layer), zstd: zstdCompressSync(layer), nothing: layer };

  it.each(['gzip', 'zstd', 'nothing'] as const)(
    'D5.5 finds a mark in a layer that is packed with %s, however it is cut',
    async (packing) => {
      const bytes = packed[packing];
      for (const size of [1, 3, 4096, bytes.length]) {
        const chunks: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
        const report = await scanner.scan(subjectOf(chunks, 'OCI'), signal);
        expect(report.findings, `chunks of ${size}`).toHaveLength(1);
      }
    },
  );

  it('finds nothing in an empty file and in a clean layer', async () => {
    for (const bytes of [Buffer.alloc(0), gzipSync('clean'), gzipSync('')]) {
      const report = await scanner.scan(subjectOf([bytes], 'OCI'), signal);
      expect(report.findings).toEqual([]);
    }
  });

  it('D5.5 says nothing at all of a layer that does not unpack', async () => {
    const damaged = Buffer.from(packed.gzip);
    damaged.fill(0xff, 1000, 2000);
    const cut = packed.gzip.subarray(0, packed.gzip.length / 2);
    for (const bytes of [damaged, cut, packed.zstd.subarray(0, 3000)]) {
      const scan = scanner.scan(subjectOf([bytes], 'OCI'), signal);
      await expect(scan).rejects.toMatchObject({ code: 'SCAN_UNREADABLE' });
    }
  });
});
