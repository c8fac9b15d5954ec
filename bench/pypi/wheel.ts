import { createHash, randomBytes } from 'node:crypto';
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
  const record: string[] = [];
  const add = (path: string, text: string | Buffer) => {
    const bytes = Buffer.from(text);
    const sha256 = createHash('sha256').update(bytes).digest('base64url');
    record.push(`${path},sha256=${sha256},${bytes.length}\n`);
    zip.addBuffer(bytes, path);
  };
  add(`${module}/content.bin`, randomBytes(sizeBytes));
  add(`${folder}/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`);
  add(`${folder}/WHEEL`, 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n');
  const ledger = `${folder}/RECORD`;
  zip.addBuffer(Buffer.from(`${record.join('')}${ledger},,\n`), ledger);
  zip.end();
  const fileName = `${module}-${version}-py3-none-any.whl`;
  return { name, version, fileName, content: await buffer(zip.outputStream) };
}
