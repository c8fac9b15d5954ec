import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

export interface Wheel {
  readonly name: string;
  readonly version: string;
  readonly fileName: string;
  readonly content: Buffer;
}

/** A wheel that pip would install, with so many bytes that do not compress. */
export async function buildWheel(name: string, version: string, sizeBytes: number): Promise<Wheel> {
  const module = name.replaceAll('-', '_');
  const folder = `${module}-${version}.dist-info`;
  const zip = new yazl.ZipFile();
  const add = (path: string, text: string | Buffer) => zip.addBuffer(Buffer.from(text), path);
  add(`${module}/content.bin`, randomBytes(sizeBytes));
  add(`${folder}/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`);
  add(`${folder}/WHEEL`, 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n');
  add(`${folder}/RECORD`, '');
  zip.end();
  const fileName = `${module}-${version}-py3-none-any.whl`;
  return { name, version, fileName, content: await buffer(zip.outputStream) };
}
