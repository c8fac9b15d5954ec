import { packZip } from '../archives.ts';
import type { FormatDriver, Shelf } from '../driver.ts';

const groupId = 'org.bonded.contract';
const artifactId = 'maven-package';
const groupFolder = groupId.replaceAll('.', '/');
const folder = `${groupFolder}/${artifactId}`;
export const fileOf = (version: string, extension: string) =>
  `${folder}/${version}/${artifactId}-${version}.${extension}`;
const embeddedPom = `META-INF/maven/${groupId}/${artifactId}/pom.xml`;
const metadata = `${folder}/maven-metadata.xml`;

export function pomOf(version: string): string {
  return `<project><modelVersion>4.0.0</modelVersion><groupId>${groupId}</groupId>
<artifactId>${artifactId}</artifactId><version>${version}</version>
<name>Contract package</name><description>There to be fetched.</description>
<licenses><license><name>Apache-2.0</name></license></licenses>
<dependencies><dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId>
<version>2.0.17</version></dependency></dependencies></project>`;
}

function offered(text: string): readonly string[] {
  const versions = [...text.matchAll(/<version>([^<]+)</g)].map(([, version = '']) => version);
  for (const [, name, target = ''] of text.matchAll(/<(latest|release)>([^<]+)</g)) {
    if (!versions.includes(target)) throw new Error(`${name} is ${target}, which is not offered`);
  }
  if (!text.endsWith('</metadata>\n')) throw new Error('the document is torn');
  return versions;
}

const packing: FormatDriver['packing'] = {
  container: 'zip',
  members: (version, note) => ({ [embeddedPom]: pomOf(version), 'note.txt': note }),
  manifest: () => embeddedPom,
  language: 'xml',
  name: artifactId,
};

/** As a deploy does it: the jar, its pom, and then the metadata. */
async function send({ client, place }: Shelf, version: string, jar: Buffer): Promise<Response> {
  const put = (path: string, body: BodyInit) =>
    client.fetch(`/maven/${place.path}/${path}`, { method: 'PUT', body });
  const sentJar = await put(fileOf(version, 'jar'), new Uint8Array(jar));
  if (!sentJar.ok) return sentJar;
  const sentPom = await put(fileOf(version, 'pom'), pomOf(version));
  if (!sentPom.ok) return sentPom;
  return put(metadata, '<metadata/>');
}

export const maven: FormatDriver = {
  knownBy: { ecosystem: 'Maven', name: `${groupId}:${artifactId}` },
  packing,
  pack: (version, note = '') => packZip(packing.members(version, note)),
  send,
  indexes: [
    {
      isUndated: true,
      at: (place) => ({ path: `/maven/${place.path}/${metadata}` }),
      offered,
    },
  ],
  direct: (place, version) => ({ path: `/maven/${place.path}/${fileOf(version, 'jar')}` }),
  others: (place, version) => [
    { path: `/maven/${place.path}/${fileOf(version, 'pom')}` },
    { path: `/maven/${place.path}/${fileOf(version, 'jar')}.sha1` },
    { path: `/maven/${place.path}/${metadata}.sha256` },
  ],
  // It is no plugin of its group, and no snapshot.
  asides: (place, version) => [
    { path: `/maven/${place.path}/${groupFolder}/maven-metadata.xml` },
    { path: `/maven/${place.path}/${folder}/${version}-SNAPSHOT/maven-metadata.xml` },
  ],
  uploadPath: (version) => `${artifactId}-${version}.jar`,
  isVersion: (artifact, version) => artifact.version === version,
};
