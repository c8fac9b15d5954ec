import { describe, expect, it } from 'vitest';
import {
  distInfo,
  metadataText,
  packWheel,
  recordLine,
  wheelContents,
} from '../../../tests/distributions.ts';
import { packZip, sourceOf } from '../../../tests/zips.ts';
import { parseFileName, type WheelName } from './file-names.ts';
import { inspectWheel } from './wheel.ts';

// NOTE: the name ends in `.whl`.
const named = parseFileName('acme_tool-1.0-py3-none-any.whl') as WheelName;
const inspect = (bytes: Buffer) => inspectWheel(sourceOf(bytes).source, named);
const refused = (code: string): unknown => expect.objectContaining({ code });

/** A wheel whose RECORD is as given, after all the others. */
function withRecord(change: (record: string) => string): Buffer {
  const files = wheelContents();
  const path = `${distInfo}/RECORD`;
  return packWheel({ ...files, [path]: change(files[path] ?? '') });
}

describe('a wheel', () => {
  it('gives its metadata, byte for byte', async () => {
    expect((await inspect(packWheel())).toString()).toBe(metadataText());
  });

  it('may quote paths in its RECORD, and list its signature', async () => {
    const path = 'acme_tool/a, "b".py';
    const signature = `${distInfo}/RECORD.jws`;
    const files = wheelContents();
    const quoted = recordLine(path, 'x').replace(path, '"acme_tool/a, ""b"".py"');
    const record = `${files[`${distInfo}/RECORD`]}${quoted}`.replaceAll('\n', '\r\n');
    const all = { ...files, [path]: 'x', [signature]: '{}', [`${distInfo}/RECORD`]: record };
    await expect(inspect(packWheel(all))).resolves.toBeInstanceOf(Buffer);
  });

  const changes: Readonly<Record<string, (record: string) => string>> = {
    'a file that it does not list': (record) => record.replace(/^acme_tool.*\n/, ''),
    'a file that is not there': (record) => `${record}${recordLine('gone.py', 'x')}`,
    'a file that is listed twice': (record) => record + (record.split('\n')[0] ?? '') + '\n',
    'another hash': (record) => record.replace(/sha256=./, 'sha256=!').replace('!', 'A'),
    'another size': (record) => record.replace(/,\d+\n/, ',1\n'),
    'no hash': (record) => record.replace(/sha256=[^,]*/, ''),
    'a weak hash': (record) => record.replace(/sha256=[^,]*/, 'md5=1B2M2Y8AsgTpgAmY7PhCfg'),
    'a line of two values': (record) => `${record}a,b\n`,
    'quotes without an end': (record) => `${record}"a,,\n`,
    'a bare carriage return': (record) => record.replace('\n', '\r'),
  };
  it.each(Object.entries(changes))('D5.11 is refused for a RECORD with %s', async (_, change) => {
    await expect(inspect(withRecord(change))).rejects.toEqual(refused('PYPI_DISTRIBUTION_INVALID'));
  });

  const contents: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a second .dist-info': { 'other-1.0.dist-info/METADATA': metadataText() },
    'a second .dist-info in capitals': { 'other-1.0.DIST-INFO/METADATA': metadataText() },
    'another spelling of METADATA': { [`${distInfo}/metadata`]: metadataText() },
    'a WHEEL of the future': { [`${distInfo}/WHEEL`]: 'Wheel-Version: 2.0\n' },
    'a WHEEL that says nothing': { [`${distInfo}/WHEEL`]: 'x: y\n' },
  };
  it.each(Object.entries(contents))('D5.11 is refused with %s', async (_, added) => {
    const bytes = packWheel(wheelContents(added));
    await expect(inspect(bytes)).rejects.toEqual(refused('PYPI_DISTRIBUTION_INVALID'));
  });

  it('D5.11 is refused without a part, or with the .dist-info of another release', async () => {
    for (const part of ['METADATA', 'WHEEL', 'RECORD']) {
      const { [`${distInfo}/${part}`]: _, ...rest } = wheelContents();
      await expect(inspect(packWheel(rest))).rejects.toEqual(refused('PYPI_DISTRIBUTION_INVALID'));
    }
    const other = parseFileName('acme_tool-1.1-py3-none-any.whl') as WheelName;
    const opened = inspectWheel(sourceOf(packWheel()).source, other);
    await expect(opened).rejects.toEqual(refused('PYPI_DISTRIBUTION_INVALID'));
  });

  it('D5.10 is refused when two programs would unpack it differently', async () => {
    const members = Object.entries(wheelContents()).map(([path, content]) => ({ path, content }));
    const twice = packZip([...members, { path: 'acme_tool/__init__.py', content: 'evil()' }]);
    await expect(inspect(twice)).rejects.toEqual(refused('ARCHIVE_INVALID'));
    const hidden = packZip(members, { beforeDirectory: Buffer.from('hidden') });
    await expect(inspect(hidden)).rejects.toEqual(refused('ARCHIVE_INVALID'));
  });
});
