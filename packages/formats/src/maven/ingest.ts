import type { PublishArtifactInput } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import { openZip, type ZipFile } from '../archives/zip-reader.ts';
import type { IngestCall } from '../format.ts';
import { stagedSource } from '../random-access.ts';
import { readAddress } from './codec/address.ts';
import { fileAt, pathOf } from './codec/coordinates.ts';
import { mavenCoordinatesUnknown } from './codec/errors.ts';
import { type Pom, pomBytesMax, readPom } from './codec/pom.ts';
import { describeMaven, type InspectedFile, mavenDigests } from './describe-maven.ts';
import { inspectFile } from './inspect-file.ts';
import { isZip } from './zip-marks.ts';

/**
 * A file that came by another way than a deploy. It says itself which artifact it is: by its path,
 * being a pom, or by the pom that Maven packs into its jars.
 */
export async function ingestMaven(call: IngestCall): Promise<PublishArtifactInput> {
  const { repository, path, staged, source } = call;
  const segments = path.split('/');
  if (segments.length > 3) {
    const address = readAddress(segments);
    if (address.kind !== 'file' || address.checksum !== null) {
      throw mavenCoordinatesUnknown('Checksums and maven-metadata.xml are made by the repository.');
    }
    const { file } = address;
    const isForeign = repository.kind === 'PROXY';
    const contents = await inspectFile(file, source, { isForeign });
    return describeMaven(repository, [{ file, staged, contents }]);
  }
  if (/(?:^|[/.])pom(?:\.xml)?$/.test(path)) {
    const file = fileAt(pathOf(await readPom(await call.open()), 'pom').split('/'));
    return describeMaven(repository, [{ file, staged, contents: await inspectFile(file, source) }]);
  }
  return describeMaven(repository, await jarWithPom(call));
}

async function jarWithPom(call: IngestCall): Promise<[InspectedFile, InspectedFile]> {
  const { path, staged, source, ports, signal } = call;
  const extension = /\.(jar|war|ear|aar|rar)$/.exec(path)?.[1];
  if (extension === undefined || !(await isZip(source))) throw unknown(path);
  const { pom, bytes } = await embeddedPom(await openZip(source), path);
  const pomStaged: StagedBlob = await ports.blobs.stage(bytes(), {
    signal,
    bytesMax: pomBytesMax,
    extraDigests: mavenDigests,
  });
  const file = fileAt(pathOf(pom, extension).split('/'));
  const pomFile = fileAt(pathOf(pom, 'pom').split('/'));
  return [
    { file, staged, contents: await inspectFile(file, source) },
    {
      file: pomFile,
      staged: pomStaged,
      contents: await inspectFile(pomFile, stagedSource(ports, pomStaged, signal)),
    },
  ];
}

interface EmbeddedPom {
  readonly pom: Pom;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/** More are in a jar that was shaded: then the file name says which of them is its own. */
const embeddedMax = 1_000;

async function embeddedPom(zip: ZipFile, path: string): Promise<EmbeddedPom> {
  const entries = zip.entries.filter(({ path: inner }) =>
    /^META-INF\/maven\/[^/]+\/[^/]+\/pom\.xml$/.test(inner),
  );
  const poms: EmbeddedPom[] = [];
  for (const entry of entries.slice(0, embeddedMax)) {
    const fileName = path.slice(path.lastIndexOf('/') + 1);
    const artifactId = entry.path.split('/')[3] ?? '';
    if (entries.length > 1 && !fileName.startsWith(`${artifactId}-`)) continue;
    poms.push({ pom: await readPom(zip.read(entry)), bytes: () => zip.read(entry) });
  }
  const named = poms.filter(
    ({ pom }) => poms.length === 1 || path.includes(`${pom.artifactId}-${pom.version}.`),
  );
  const [only, ...others] = named;
  if (only === undefined || others.length > 0) throw unknown(path);
  return only;
}

function unknown(path: string) {
  return mavenCoordinatesUnknown(
    `"${path.slice(-120)}" does not say which artifact it is: it holds no pom of its own ` +
      '(META-INF/maven/…/pom.xml). Upload it under its whole path, as ' +
      'com/example/lib/1.0/lib-1.0.jar, and its pom beside it.',
  );
}
