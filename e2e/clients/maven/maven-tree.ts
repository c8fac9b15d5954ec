import { createHash } from 'node:crypto';
import { packZip } from '../../contract/archives.ts';
import type { FileTree } from '../../stack/file-tree.ts';

/** The groupId of all that lies in these trees. */
export const group = 'org.bonded.supply';
export const folder = group.replaceAll('.', '/');

export const sha1 = (bytes: string | Buffer) => createHash('sha1').update(bytes).digest('hex');

/** As public repositories lay it out, with the one checksum that all of them have. */
export function put(tree: FileTree, path: string, bytes: string | Buffer): void {
  tree.files.set(path, bytes);
  tree.files.set(`${path}.sha1`, sha1(bytes));
}

export function pomOf(name: string, version: string, more = ''): string {
  return `<project><modelVersion>4.0.0</modelVersion><groupId>${group}</groupId>
<artifactId>${name}</artifactId><version>${version}</version>${more}</project>`;
}

export async function putRelease(tree: FileTree, name: string, version: string): Promise<void> {
  const base = `${folder}/${name}/${version}/${name}-${version}`;
  put(tree, `${base}.jar`, await packZip({ [`${name}-${version}.txt`]: name }));
  put(tree, `${base}.pom`, pomOf(name, version));
}

export function putVersions(tree: FileTree, name: string, versions: readonly string[]): void {
  const list = versions.map((version) => `<version>${version}</version>`).join('');
  put(
    tree,
    `${folder}/${name}/maven-metadata.xml`,
    `<metadata><groupId>${group}</groupId><artifactId>${name}</artifactId><versioning>
<release>${versions.at(-1)}</release><versions>${list}</versions>
<lastUpdated>20240102030405</lastUpdated></versioning></metadata>`,
  );
}

/** Which build of `1.0-SNAPSHOT` each of its files is of: by classifier and extension. */
export type Builds = Readonly<Record<'pom' | 'jar' | 'linux.jar', string>>;

export const snapshotFolder = (name: string) => `${folder}/${name}/1.0-SNAPSHOT`;

/** `20240102.030405-1` */
export function fileOfBuild(name: string, build: string, suffix = '.jar'): string {
  return `${snapshotFolder(name)}/${name}-1.0-${build}${suffix}`;
}

/** The files of one build, and, told of by `builds`, which of all files are the newest. */
export async function putBuild(
  tree: FileTree,
  { name, build, builds }: { name: string; build: string; builds?: Partial<Builds> },
): Promise<void> {
  put(tree, fileOfBuild(name, build, '.pom'), pomOf(name, '1.0-SNAPSHOT'));
  const told = builds ?? { pom: build, jar: build };
  for (const suffix of ['.jar', '-linux.jar']) {
    const jar = await packZip({ [`${name}-${build}${suffix}.txt`]: name });
    put(tree, fileOfBuild(name, build, suffix), jar);
  }
  const [timestamp = '', number = ''] = build.split('-');
  const files = Object.entries(told).map(([file, value]) => {
    const [classifier, extension] = file === 'linux.jar' ? ['linux', 'jar'] : [null, file];
    return `<snapshotVersion>${classifier ? `<classifier>${classifier}</classifier>` : ''}
<extension>${extension}</extension><value>1.0-${value}</value>
<updated>${value.slice(0, 15).replace('.', '')}</updated></snapshotVersion>`;
  });
  put(
    tree,
    `${snapshotFolder(name)}/maven-metadata.xml`,
    `<metadata modelVersion="1.1.0"><groupId>${group}</groupId><artifactId>${name}</artifactId>
<version>1.0-SNAPSHOT</version><versioning>
<snapshot><timestamp>${timestamp}</timestamp><buildNumber>${number}</buildNumber></snapshot>
<lastUpdated>${timestamp.replace('.', '')}</lastUpdated>
<snapshotVersions>${files.join('')}</snapshotVersions></versioning></metadata>`,
  );
}
