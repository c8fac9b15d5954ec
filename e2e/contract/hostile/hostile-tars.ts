import { gzipSync } from 'node:zlib';
import { type Members, packTarGz, packZip, type TarFields, tarMember, tarOf } from '../archives.ts';
import {
  astray,
  bomb,
  gigantic,
  type Honest,
  type HostileArchive,
  rootOf,
  strayNames,
} from './hostile-archive.ts';

function membersOf(members: Members): readonly Buffer[] {
  return Object.entries(members).map(([path, content]) => tarMember({ path, content }));
}

/** The honest members, and one more behind them. */
function withMember(name: string, fieldsOf: (honest: Honest) => TarFields): HostileArchive {
  return withBlocks(name, (honest) => [tarMember(fieldsOf(honest))]);
}

function withBlocks(name: string, extra: (honest: Honest) => readonly Buffer[]): HostileArchive {
  const make = (honest: Honest) =>
    gzipSync(tarOf(...membersOf(honest.members), ...extra(honest)), { level: 1 });
  return { name, fault: 'container', make };
}

/** An extended header (POSIX.1-2017 pax) of one record. */
function paxMember(record: string): Buffer {
  const rest = ` ${record}\n`;
  const length = rest.length + String(rest.length).length;
  return tarMember({ path: 'extended', type: 'x', content: `${length}${rest}` });
}

const links: readonly (readonly [string, string, string])[] = [
  ['a link out of its folder', '2', '../../../etc/passwd'],
  ['a link to the host', '2', '/etc/passwd'],
  ['a hard link to the host', '1', '/etc/passwd'],
  ['a device', '3', ''],
  ['a pipe', '6', ''],
];

const ambiguous: readonly HostileArchive[] = [
  withMember('its manifest twice', ({ members, manifest }) => ({
    path: manifest,
    content: members[manifest] ?? '',
  })),
  withMember('its manifest in another case as well', ({ manifest }) => ({
    path: `${rootOf({ [manifest]: '' })}${manifest.slice(manifest.indexOf('/') + 1).toUpperCase()}`,
  })),
  withMember('its manifest with a dot behind as well', ({ manifest }) => ({
    path: `${manifest}.`,
  })),
  withBlocks('two sizes of one member', ({ members }) => [
    paxMember('size=9223372036854775808'),
    tarMember({ path: `${rootOf(members)}x` }),
  ]),
  withBlocks('a path in its extension that leads out', ({ members }) => [
    paxMember('path=../../../tmp/bonded-escaped'),
    tarMember({ path: `${rootOf(members)}x` }),
  ]),
  withBlocks('a path for every member', ({ manifest }) => [
    tarMember({ path: 'global', type: 'g', content: `${manifest.length + 9} path=${manifest}\n` }),
  ]),
  withBlocks('a member behind its end', ({ members }) => [
    Buffer.alloc(1024),
    tarMember({ path: `${rootOf(members)}x` }),
  ]),
  withMember('a name longer than any file system takes', ({ members }) => ({
    path: `${rootOf(members)}${'x'.repeat(90)}`,
    type: 'L',
    content: 'x/'.repeat(100_000),
  })),
  withMember('a member whose size is a lie', ({ members }) => ({
    path: `${rootOf(members)}x`,
    content: 'x',
    statedBytes: 0o77777777777,
  })),
];

const bombs: readonly HostileArchive[] = [
  withMember('a bomb', ({ members }) => ({
    path: `${rootOf(members)}bomb`,
    content: bomb,
  })),
  withBlocks('more members than anybody packs', ({ members }) => {
    const empty = tarMember({ path: `${rootOf(members)}empty`, type: '5' });
    return [Buffer.concat(Array.from({ length: 100_001 }, () => empty))];
  }),
  {
    name: 'a gigantic manifest',
    fault: 'container',
    make: ({ members, manifest }) => packTarGz({ ...members, [manifest]: gigantic }),
  },
];

const broken: readonly HostileArchive[] = [
  {
    name: 'a gzip file that is cut off',
    fault: 'container',
    make: ({ members }) => packTarGz(members).subarray(0, -9),
  },
  {
    name: 'a tar that is cut off',
    fault: 'container',
    make: ({ members }) => gzipSync(Buffer.concat(membersOf(members)).subarray(0, -600)),
  },
  {
    name: 'a damaged checksum',
    fault: 'container',
    make: ({ members }) => {
      const archive = packTarGz(members);
      archive.writeUInt32LE(
        (archive.readUInt32LE(archive.length - 8) + 1) >>> 0,
        archive.length - 8,
      );
      return archive;
    },
  },
  {
    name: 'a second archive behind it',
    fault: 'container',
    make: ({ members }) => Buffer.concat([packTarGz(members), packTarGz({ 'x/y': 'z' })]),
  },
  {
    name: 'a zip file behind it',
    fault: 'container',
    make: async ({ members }) => Buffer.concat([packTarGz(members), await packZip(members)]),
  },
  {
    name: 'no tar inside',
    fault: 'container',
    make: ({ members, manifest }) => gzipSync(Buffer.from(members[manifest] ?? '')),
  },
  { name: 'nothing at all', fault: 'no-container', make: () => Buffer.alloc(0) },
  {
    name: 'a page of a web site',
    fault: 'no-container',
    make: () => Buffer.from('<!doctype html><script>alert(1)</script>'),
  },
];

/** D5.7, D5.9 and D5.10 for everything that is packed as `.tar.gz`. */
export const hostileTars: readonly HostileArchive[] = [
  ...strayNames
    // A tar ends names at a NUL: there it is only a shorter name.
    .filter((path) => !path.includes('\u0000'))
    .map((path) =>
      withMember(`a member ${JSON.stringify(path)}`, ({ members }) => ({
        path: astray(members, path),
      })),
    ),
  ...links.map(([name, type, linkPath]) =>
    withMember(name, ({ members }) => ({ path: `${rootOf(members)}link`, type, linkPath })),
  ),
  ...ambiguous,
  ...bombs,
  ...broken,
];
