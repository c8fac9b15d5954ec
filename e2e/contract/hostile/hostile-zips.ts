import { buffer } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import yazl from 'yazl';
import { type Members, packTarGz, packZip } from '../archives.ts';
import {
  astray,
  bomb,
  gigantic,
  type Honest,
  type HostileArchive,
  mebibyte,
  rootOf,
  strayNames,
} from './hostile-archive.ts';

function container(name: string, make: HostileArchive['make']): HostileArchive {
  return { name, fault: 'container', make };
}

/** The honest members, and one whose name becomes another of the same length, wherever it is. */
async function packWith(members: Members, path: string): Promise<Buffer> {
  const stand = 'z'.repeat(Buffer.byteLength(path));
  const archive = await packZip({ ...members, [stand]: 'x' });
  return Buffer.from(
    archive
      .toString('latin1')
      .replaceAll(stand, () => Buffer.from(path, 'utf8').toString('latin1')),
    'latin1',
  );
}

function withName(name: string, pathOf: (honest: Honest) => string): HostileArchive {
  return container(name, (honest) => packWith(honest.members, pathOf(honest)));
}

/** Of one member more, which has the mode of another thing than a file. */
async function withMode(members: Members, mode: number): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const all = { ...members, [`${rootOf(members)}link`]: '../../../etc/passwd' };
  for (const [path, content] of Object.entries(all)) {
    const isExtra = path.endsWith('link');
    zip.addBuffer(Buffer.from(content), path, isExtra ? { mode } : {});
  }
  zip.end();
  return buffer(zip.outputStream);
}

const endMark = 'PK\u0005\u0006';

const ambiguous: readonly HostileArchive[] = [
  withName('its manifest twice', ({ manifest }) => manifest),
  withName('a name that begins as a folder does', ({ manifest }) => `${manifest}/x`),
  container('a manifest of another name in front of its bytes', async ({ members, manifest }) => {
    const archive = await packZip(members);
    archive.write('x'.repeat(Buffer.byteLength(manifest)), archive.indexOf(manifest), 'latin1');
    return archive;
  }),
  container('another checksum in its directory', async ({ members }) => {
    const archive = await packZip(members);
    const at = archive.indexOf('PK\u0001\u0002', 0, 'latin1');
    archive.writeUInt32LE((archive.readUInt32LE(at + 16) ^ 1) >>> 0, at + 16);
    return archive;
  }),
  container('something before it', async ({ members }) =>
    Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), await packZip(members)]),
  ),
  container('a gzip file before it', async ({ members }) =>
    Buffer.concat([packTarGz(members), await packZip(members)]),
  ),
  container('another archive before it', async ({ members }) =>
    Buffer.concat([await packZip({ x: 'y' }), await packZip(members)]),
  ),
  container('something behind it', async ({ members }) =>
    Buffer.concat([await packZip(members), Buffer.from('trailing')]),
  ),
  container('two ends', async ({ members }) => {
    const archive = await packZip(members);
    return Buffer.concat([archive, archive.subarray(archive.lastIndexOf(endMark, -1, 'latin1'))]);
  }),
  container('an end in its comment', async ({ members }) => {
    const archive = await packZip(members);
    const end = archive.subarray(archive.lastIndexOf(endMark, -1, 'latin1'));
    archive.writeUInt16LE(end.length, archive.length - 2);
    return Buffer.concat([archive, end]);
  }),
  container('fewer members in its end than in its directory', async ({ members }) => {
    const archive = await packZip(members);
    const at = archive.lastIndexOf(endMark, -1, 'latin1');
    archive.writeUInt16LE(archive.readUInt16LE(at + 8) - 1, at + 8);
    archive.writeUInt16LE(archive.readUInt16LE(at + 10) - 1, at + 10);
    return archive;
  }),
  container('a member that is encrypted', async ({ members }) => {
    const archive = await packZip(members);
    for (const [mark, flagsAt] of [
      ['PK\u0003\u0004', 6],
      ['PK\u0001\u0002', 8],
    ] as const) {
      const at = archive.indexOf(mark, 0, 'latin1') + flagsAt;
      archive.writeUInt16LE(archive.readUInt16LE(at) | 1, at);
    }
    return archive;
  }),
];

const bombs: readonly HostileArchive[] = [
  container('a bomb', ({ members }) => packZip({ ...members, [`${rootOf(members)}bomb`]: bomb })),
  container('a gigantic manifest', ({ members, manifest }) =>
    packZip({ ...members, [manifest]: gigantic }),
  ),
  container('a member of which the directory says too little', async ({ members }) => {
    const path = `${rootOf(members)}bomb`;
    const archive = await packZip({ ...members, [path]: Buffer.alloc(8 * mebibyte) });
    const at = archive.lastIndexOf('PK\u0001\u0002', -1, 'latin1');
    archive.writeUInt32LE(1024, at + 24);
    return archive;
  }),
  container('members that share their bytes', async ({ members }) => {
    const root = rootOf(members);
    const archive = await packZip({ ...members, [`${root}y`]: 'y', [`${root}z`]: 'z' });
    const last = archive.lastIndexOf('PK\u0001\u0002', -1, 'latin1');
    const other = archive.lastIndexOf('PK\u0001\u0002', last - 1, 'latin1');
    archive.copyWithin(last + 42, other + 42, other + 46);
    return archive;
  }),
];

const broken: readonly HostileArchive[] = [
  container('an end that is missing', async ({ members }) =>
    (await packZip(members)).subarray(0, -30),
  ),
  container('a front that is missing', async ({ members }) =>
    (await packZip(members)).subarray(30),
  ),
  {
    name: 'nothing at all',
    fault: 'no-container',
    make: () => Buffer.alloc(0),
  },
  {
    name: 'a stream without a directory',
    fault: 'no-container',
    make: () => deflateRawSync(Buffer.alloc(mebibyte)),
  },
  {
    name: 'a page of a web site',
    fault: 'no-container',
    make: () => Buffer.from('<!doctype html><script>alert(1)</script>'),
  },
];

const unixLink = 0o120777;
const unixDevice = 0o020644;

/** D5.7, D5.9 and D5.10 for everything that is packed as a zip file. */
export const hostileZips: readonly HostileArchive[] = [
  ...strayNames.map((path) =>
    withName(`a member ${JSON.stringify(path)}`, ({ members }) => astray(members, path)),
  ),
  withName(
    'a name longer than any file system takes',
    ({ members }) => `${rootOf(members)}${'x/'.repeat(2_000)}x`,
  ),
  container('a link out of its folder', ({ members }) => withMode(members, unixLink)),
  container('a device', ({ members }) => withMode(members, unixDevice)),
  ...ambiguous,
  ...bombs,
  ...broken,
];
