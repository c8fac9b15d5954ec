import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectTarball } from './tarball.ts';

/**
 * Packages that lie in this checkout, packed by the real npm. Its report is one independent reader
 * of what it packed, tar-stream is another: both must see what we see.
 */
interface PackReport {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly entryCount: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

const packagesRoot = join(import.meta.dirname, '../../../node_modules');
const packages = ['fastify', 'mrmime', 'semver', 'tar-stream'];
let folder: string;
let reports: readonly PackReport[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonded-npm-pack-'));
  const sources = packages.map((name) => join(folder, name));
  // Copies: in the package manager's store equal files are one, and npm would pack them as links.
  for (const [index, source] of sources.entries()) {
    const original = await realpath(join(packagesRoot, packages[index] ?? ''));
    await cp(original, source, { recursive: true });
  }
  const options = ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', folder];
  const { stdout } = await promisify(execFile)('npm', [...options, ...sources], { cwd: folder });
  reports = JSON.parse(stdout) as PackReport[];
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readWithTarStream(path: string): Promise<string[]> {
  const paths: string[] = [];
  const reader = createReadStream(path).pipe(createGunzip()).pipe(extract());
  for await (const entry of reader) {
    paths.push(entry.header.name.replace(/^package\//, ''));
    entry.resume();
  }
  return paths.toSorted();
}

describe('inspectTarball', () => {
  it('D5.10 sees the same members as npm and as tar-stream in what npm packs', async () => {
    expect(reports).toHaveLength(packages.length);
    for (const report of reports) {
      const path = join(folder, report.filename);
      const contents = await inspectTarball(createReadStream(path));
      const seen = [...contents.paths].toSorted();
      expect(seen).toEqual(report.files.map((file) => file.path).toSorted());
      expect(seen).toEqual(await readWithTarStream(path));
      expect(contents.fileCount).toBe(report.entryCount);
      expect(contents.unpackedSizeBytes).toBe(report.unpackedSize);
    }
  });
});
