import { access } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../stack/api.ts';
import { packTarGz, packZip } from './archives.ts';
import type { Shelf } from './driver.ts';
import { atNoCost, unfinishedBytes } from './hostile/cost.ts';
import { expectRefusal, expectTusRefusal } from './hostile/envelopes.ts';
import type { Honest, HostileArchive } from './hostile/hostile-archive.ts';
import { hostileDocuments } from './hostile/hostile-documents.ts';
import { hostileTars } from './hostile/hostile-tars.ts';
import { hostileZips } from './hostile/hostile-zips.ts';
import { expectNoTrace, uploadWhole } from './hostile/knock.ts';
import { type ServedDriver, servedDrivers } from './served-formats.ts';
import { makeShelf } from './versions.ts';

const admin = await signIn();
const drivers = await servedDrivers(admin);
const openers = drivers.filter(({ packing }) => packing.manifest !== null);
const [version, otherVersion] = ['1.0.0', '2.0.0'];

/** All that one format is sent: hostile containers, and honest ones of a hostile manifest. */
function corpusOf({ packing }: ServedDriver): readonly HostileArchive[] {
  const { container, language, name: own, membersWith } = packing;
  const pack = container === 'zip' ? packZip : packTarGz;
  const documents = hostileDocuments(language).map(({ name, textOf }): HostileArchive => {
    const make = ({ members, manifest }: Honest) => {
      const text = textOf(String(members[manifest]), own);
      return pack(membersWith?.(version, text) ?? { ...members, [manifest]: text });
    };
    return { name: `a manifest with ${name}`, fault: 'manifest', make };
  });
  return [...(container === 'zip' ? hostileZips : hostileTars), ...documents];
}

/** Maven keeps any file, and reads the pom in a jar only where none is deployed beside it. */
function isOnlyAFile({ format }: ServedDriver, { fault }: HostileArchive): boolean {
  return format === 'MAVEN' && fault !== 'container';
}

/** Whose requests say of which version their archive is. */
const sayTheVersion: ReadonlySet<string> = new Set(['CARGO', 'COMPOSER', 'GO', 'NPM', 'PYPI']);

describe.each(openers)('$format', (driver) => {
  const { packing, format } = driver;
  const honest = {
    members: packing.members(version, ''),
    manifest: packing.manifest?.(version) ?? '',
  };
  let shelf: Shelf;

  beforeAll(async () => {
    shelf = await makeShelf(admin, driver);
  });

  it.each(corpusOf(driver))('D5.7 D5.9 D5.10 D5.12 refuses $name', async (hostile) => {
    const archive = await hostile.make(honest);
    const send = () => driver.send(shelf, version, archive);
    const upload = () => uploadWhole(shelf, driver.uploadPath(version), archive);
    const [sent, uploaded] = await Promise.all([
      isOnlyAFile(driver, hostile) ? null : atNoCost('gateway', send),
      atNoCost('blob', upload),
    ]);
    if (sent !== null) await expectRefusal(format, sent);
    await expectTusRefusal(uploaded);
    expect(await unfinishedBytes()).toEqual([]);
  });

  it('holds nothing of all that, and still takes an honest archive', async () => {
    await expectNoTrace(admin, shelf);
    const answer = await driver.send(shelf, version, await driver.pack(version));
    expect(answer.ok, await answer.text()).toBe(true);
  });
});

const sayers = drivers.filter(({ format }) => sayTheVersion.has(format));

it.each(sayers)('D5.11 $format refuses another version than the request says', async (driver) => {
  const shelf = await makeShelf(admin, driver);
  const answer = await driver.send(shelf, version, await driver.pack(otherVersion));
  await expectRefusal(driver.format, answer);
  await expectNoTrace(admin, shelf);
  expect(await unfinishedBytes()).toEqual([]);
});

it('D5.9 wrote nothing outside of its folders', async () => {
  for (const path of ['/tmp/bonded-escaped', '/bonded-escaped']) {
    await expect(access(path)).rejects.toThrow('ENOENT');
  }
});
