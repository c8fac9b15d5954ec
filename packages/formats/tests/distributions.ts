import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { tarEnd, tarMember } from './tarballs.ts';
import { packZip } from './zips.ts';

export type Contents = Readonly<Record<string, string>>;

export function metadataText(fields: Readonly<Record<string, string>> = {}): string {
  const all = { 'Metadata-Version': '2.1', Name: 'acme-tool', Version: '1.0', ...fields };
  return `${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\nA description.\n`;
}

export const distInfo = 'acme_tool-1.0.dist-info';

export function recordLine(path: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('base64url');
  return `${path},sha256=${hash},${Buffer.byteLength(content)}\n`;
}

/** The files of a wheel as an honest tool makes them, each replaceable by name. */
export function wheelContents(changes: Contents = {}): Contents {
  const files: Contents = {
    'acme_tool/__init__.py': 'version = "1.0"\n',
    [`${distInfo}/METADATA`]: metadataText(),
    [`${distInfo}/WHEEL`]: 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    ...changes,
  };
  const lines = Object.entries(files).map(([path, content]) => recordLine(path, content));
  return {
    ...files,
    [`${distInfo}/RECORD`]: `${lines.join('')}${distInfo}/RECORD,,\n`,
    ...changes,
  };
}

export function packWheel(files: Contents = wheelContents()): Buffer {
  return packZip(Object.entries(files).map(([path, content]) => ({ path, content })));
}

export function sdistContents(changes: Contents = {}): Contents {
  return {
    'acme_tool-1.0/PKG-INFO': metadataText(),
    'acme_tool-1.0/pyproject.toml': '[build-system]\n',
    ...changes,
  };
}

export function packSdist(files: Contents = sdistContents()): Buffer {
  const members = Object.entries(files).map(([path, content]) => tarMember({ path }, content));
  return gzipSync(Buffer.concat([...members, tarEnd]));
}
