import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import yazl from 'yazl';
import { answered } from '../contestants/answered.ts';
import type { Bonded } from '../contestants/bonded.ts';
import { tarOf } from '../npm/tar.ts';
import { fileRow, type PublishedFile } from './file-row.ts';
import type { Row } from './row.ts';

async function put(bonded: Bonded, url: string, body: Buffer, signal: AbortSignal): Promise<void> {
  const headers = { authorization: `Bearer ${bonded.token}` };
  const response = await fetch(url, {
    method: 'PUT',
    headers,
    body: new Uint8Array(body),
    signal,
  });
  await (await answered(response)).body?.cancel();
}

/** As `mvn deploy` sends it: the jar, then its pom. */
async function publishJar(
  bonded: Bonded,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<PublishedFile> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(randomBytes(sizeBytes), 'content.bin');
  zip.end();
  const content = await buffer(zip.outputStream);
  const version = '1.0.0';
  const folder = `${bonded.gatewayUrl}/maven/${bonded.mavenPlace}/org/bonded/bench/${version}`;
  const url = `${folder}/bench-${version}.jar`;
  const pom = `<project><modelVersion>4.0.0</modelVersion><groupId>org.bonded</groupId>
<artifactId>bench</artifactId><version>${version}</version></project>`;
  await put(bonded, url, content, signal);
  await put(bonded, `${folder}/bench-${version}.pom`, Buffer.from(pom), signal);
  return { url, content };
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return length;
}

/** As `cargo publish` sends it: a document and the crate, each after its length. */
async function publishCrate(
  bonded: Bonded,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<PublishedFile> {
  const [name, vers] = ['bench', '1.0.0'];
  const content = gzipSync(
    tarOf({
      [`${name}-${vers}/Cargo.toml`]: Buffer.from(
        `[package]\nname = "${name}"\nversion = "${vers}"\n`,
      ),
      [`${name}-${vers}/content.bin`]: randomBytes(sizeBytes),
    }),
  );
  const document = Buffer.from(JSON.stringify({ name, vers, deps: [], features: {} }));
  const crates = `${bonded.gatewayUrl}/cargo/${bonded.cargoPlace}/api/v1/crates`;
  const body = [lengthOf(document), document, lengthOf(content), content];
  await put(bonded, `${crates}/new`, Buffer.concat(body), signal);
  return { url: `${crates}/${name}/${vers}/download`, content };
}

const smallBytes = 50 * 1024;

/** What the peers of other formats serve as files, nginx serves too: it asks nobody anything. */
export const packageRows: readonly Row[] = [
  fileRow({
    name: 'jar-50k',
    title: 'Jar of 50 KiB',
    aim: null,
    sizeBytes: () => smallBytes,
    connections: 100,
    publish: publishJar,
  }),
  fileRow({
    name: 'crate-50k',
    title: 'Crate of 50 KiB',
    aim: null,
    sizeBytes: () => smallBytes,
    connections: 100,
    publish: publishCrate,
  }),
];
