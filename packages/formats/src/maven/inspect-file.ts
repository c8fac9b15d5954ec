import { AppError } from '@bonded/kernel';
import { openZip } from '../archives/zip-reader.ts';
import type { RandomAccess } from '../random-access.ts';
import { requirePomAgrees } from './codec/agreement.ts';
import { type MavenFile, packageNameOf } from './codec/coordinates.ts';
import { mavenModuleInvalid } from './codec/errors.ts';
import { moduleBytesMax, readModule } from './codec/module.ts';
import {
  type PluginDescriptor,
  pluginDescriptorPath,
  readPluginDescriptor,
} from './codec/plugin-descriptor.ts';
import { type Pom, readPom } from './codec/pom.ts';
import { isZip } from './zip-marks.ts';

/** What a file says of its version. Most say nothing. */
export interface FileContents {
  readonly pom: Pom | null;
  readonly plugin: PluginDescriptor | null;
  /** SHA-256 of other files, by name. */
  readonly expected: ReadonlyMap<string, string>;
}

const nothing: FileContents = { pom: null, plugin: null, expected: new Map() };
const archiveExtensions: ReadonlySet<string> = new Set(['jar', 'war', 'ear', 'aar', 'rar', 'zip']);

interface InspectOptions {
  /** Published elsewhere, under the rules of its time. */
  readonly isForeign?: boolean;
}

/** Reads what has a meaning to Maven or Gradle, and refuses what two programs read differently. */
export async function inspectFile(
  file: MavenFile,
  source: RandomAccess,
  { isForeign = false }: InspectOptions = {},
): Promise<FileContents> {
  const { extension, classifier } = file;
  if (extension === 'pom' && classifier === null) {
    const pom = await (isForeign ? readForeignPom(source) : readPom(await whole(source)));
    if (pom !== null) requirePomAgrees(pom, file);
    return { ...nothing, pom };
  }
  if (extension === 'module' && classifier === null) {
    return { ...nothing, expected: readModule(await moduleBytes(source), file) };
  }
  if (!archiveExtensions.has(extension) || !(await isZip(source))) return nothing;
  const plugin = await findPlugin(source);
  const isOwn = plugin !== null && packageNameOf(plugin) === packageNameOf(file);
  // A jar that carries a plugin of others does not make it its own.
  return isOwn && classifier === null && extension === 'jar' ? { ...nothing, plugin } : nothing;
}

/**
 * Public repositories have poms that Maven reads and we do not: entities of HTML from its first
 * years, versions that another pom fills in. Nothing is known of such a one; it is passed on.
 */
async function readForeignPom(source: RandomAccess): Promise<Pom | null> {
  try {
    return await readPom(await whole(source));
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return null;
    throw error;
  }
}

async function findPlugin(source: RandomAccess): Promise<PluginDescriptor | null> {
  const zip = await openZip(source);
  const entry = zip.entries.find(({ path }) => path === pluginDescriptorPath);
  return entry === undefined ? null : readPluginDescriptor(zip.read(entry));
}

function whole(source: RandomAccess): Promise<AsyncIterable<Uint8Array>> {
  if (source.sizeBytes === 0) return Promise.resolve(empty());
  return source.read({ start: 0, end: source.sizeBytes - 1 });
}

// biome-ignore lint/correctness/useYield: there is nothing to give
async function* empty(): AsyncGenerator<Uint8Array, void, undefined> {}

async function moduleBytes(source: RandomAccess): Promise<Buffer> {
  if (source.sizeBytes > moduleBytesMax) {
    throw mavenModuleInvalid(`Module metadata has at most ${moduleBytesMax} bytes.`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of await whole(source)) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}
