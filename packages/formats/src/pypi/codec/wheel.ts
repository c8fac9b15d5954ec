import { createHash } from 'node:crypto';
import type { ZipEntry } from '../../archives/zip-entry.ts';
import { openZip, type ZipFile } from '../../archives/zip-reader.ts';
import type { RandomAccess } from '../../random-access.ts';
import { parseCoreMetadata, single } from './core-metadata.ts';
import { distributionInvalid } from './errors.ts';
import type { WheelName } from './file-names.ts';
import { requireNamedFolder } from './named-folder.ts';
import { parseRecord, type RecordedFile, recordInvalid } from './record.ts';
import { readMember } from './zip-member.ts';

const metadataBytesMax = 2 * 1024 * 1024;
const recordBytesMax = 16 * 1024 * 1024;
const suffix = '.dist-info';
/** They cannot list their own hashes. */
const unrecorded = ['RECORD', 'RECORD.jws', 'RECORD.p7s'];

/**
 * Reads a wheel where it lies, and proves it: one `.dist-info` that is its own, and every file in
 * its RECORD with the hash that it has (D5.11). Installers differ in what of this they check.
 *
 * @returns its METADATA, byte for byte
 * @throws AppError `PYPI_DISTRIBUTION_INVALID`, `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`
 */
export async function inspectWheel(source: RandomAccess, named: WheelName): Promise<Buffer> {
  const zip = await openZip(source);
  const folder = distInfoOf(zip.entries, named);
  requireExactNames(zip.entries, folder);
  const member = (name: string, bytesMax: number) => readMember(zip, `${folder}/${name}`, bytesMax);
  requireWheelVersion(await member('WHEEL', metadataBytesMax));
  const metadata = await member('METADATA', metadataBytesMax);
  const record = parseRecord((await member('RECORD', recordBytesMax)).toString('utf8'));
  await requireRecorded(zip, record, folder);
  return metadata;
}

function distInfoOf(entries: readonly ZipEntry[], named: WheelName): string {
  const tops = new Set(entries.map(({ path }) => path.split('/', 1)[0] ?? ''));
  const found = [...tops].filter((top) => top.toLowerCase().endsWith(suffix));
  const [folder = ''] = found;
  if (found.length !== 1 || !folder.endsWith(suffix)) {
    throw distributionInvalid('A wheel has exactly one .dist-info folder.');
  }
  requireNamedFolder(folder.slice(0, -suffix.length), named);
  return folder;
}

/** On some systems another spelling opens the same file, and would replace it. */
function requireExactNames(entries: readonly ZipEntry[], folder: string): void {
  const decisive = new Map(
    ['METADATA', 'WHEEL', 'RECORD', 'entry_points.txt'].map((name) => {
      const path = `${folder}/${name}`;
      return [path.toLowerCase(), path];
    }),
  );
  for (const { path } of entries) {
    const exact = decisive.get(path.toLowerCase());
    if (exact === undefined || exact === path) continue;
    throw distributionInvalid(`The wheel has another spelling of ${exact}.`);
  }
}

function requireWheelVersion(bytes: Buffer): void {
  const version = single(parseCoreMetadata(bytes), 'wheel-version') ?? '';
  // A greater major version means that older installers would install it wrongly.
  if (/^1\.\d{1,4}$/.test(version)) return;
  throw distributionInvalid('The wheel is of a version that is not known.');
}

async function requireRecorded(
  zip: ZipFile,
  record: ReadonlyMap<string, RecordedFile>,
  folder: string,
): Promise<void> {
  const exempt = new Set(unrecorded.map((name) => `${folder}/${name}`));
  const files = zip.entries.filter(({ isFolder, path }) => !isFolder && !exempt.has(path));
  const paths = new Set(files.map(({ path }) => path));
  for (const path of record.keys()) {
    if (paths.has(path) || exempt.has(path)) continue;
    throw recordInvalid(`lists a file that is not there: ${JSON.stringify(path.slice(0, 80))}`);
  }
  for (const entry of files) await requireHash(zip, entry, record.get(entry.path));
}

async function requireHash(
  zip: ZipFile,
  entry: ZipEntry,
  recorded: RecordedFile | undefined,
): Promise<void> {
  const shown = JSON.stringify(entry.path.slice(0, 80));
  if (recorded?.hash == null) throw recordInvalid(`has no hash of ${shown}`);
  const hash = createHash(recorded.hash.algorithm);
  for await (const chunk of zip.read(entry)) hash.update(chunk);
  const isSize = recorded.sizeBytes === null || recorded.sizeBytes === entry.sizeBytes;
  if (hash.digest('base64url') !== recorded.hash.value || !isSize) {
    throw recordInvalid(`is wrong about ${shown}`);
  }
}
