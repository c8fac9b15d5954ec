import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inChunks } from '../../tests/tarballs.ts';
import { readUploadForm, type UploadedPart } from './upload-form.ts';

const type = 'multipart/form-data; boundary=cut';

interface Part {
  readonly name: string;
  readonly value: string | Buffer;
  readonly fileName?: string;
}

function formOf(...parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ name, value, fileName }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"`;
    const head = `--cut\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [Buffer.from(head), Buffer.from(value), Buffer.from('\r\n')];
  });
  return Buffer.concat([...pieces, Buffer.from('--cut--\r\n')]);
}

async function collect({ bytes }: UploadedPart): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const name = { name: 'name', value: 'acme' };
const content = { name: 'content', value: 'bytes', fileName: 'a-1.whl' };
const invalid = expect.objectContaining({ code: 'PYPI_UPLOAD_INVALID' }) as unknown;

describe('an upload form', () => {
  it('gives the file as it comes, however it is cut, and the fields that matter', async () => {
    const value = randomBytes(300_000);
    const requirements = ['one', 'two'].map((each) => ({ name: 'requires_dist', value: each }));
    const noise = { name: 'description', value: 'x'.repeat(100_000) };
    const body = formOf(name, noise, ...requirements, { ...content, value });
    for (const chunkBytes of [37, 4096, body.length]) {
      const seen: string[] = [];
      const form = await readUploadForm(inChunks(body, chunkBytes), type, (part) => {
        seen.push(part.fileName, part.before.get('name')?.[0] ?? '');
        return collect(part);
      });
      expect(form.content.equals(value)).toBe(true);
      expect(seen).toEqual(['a-1.whl', 'acme']);
      expect([...form.fields]).toEqual([
        ['name', ['acme']],
        ['requires_dist', ['one', 'two']],
      ]);
    }
  });

  it('passes over a signature, and hands on a name with all of its path', async () => {
    const signature = { name: 'gpg_signature', value: 'sig', fileName: 'a.asc' };
    const body = formOf(signature, { ...content, fileName: '../../a-1.whl' });
    const form = await readUploadForm(inChunks(body), type, ({ fileName }) =>
      Promise.resolve(fileName),
    );
    expect(form.content).toBe('../../a-1.whl');
  });

  const whole = formOf(name, content);
  it.each<[string, Buffer, string | undefined]>([
    ['no file', formOf(name), type],
    ['two files', formOf(content, content), type],
    ['a file of another name', formOf({ ...content, name: 'other' }), type],
    ['no form', Buffer.from('{}'), 'application/json'],
    ['no type', whole, undefined],
    ['no boundary', whole, 'multipart/form-data'],
    ['an end in the middle of a file', whole.subarray(0, -14), type],
    ['an end in the middle of a field', whole.subarray(0, 70), type],
    ['nothing', Buffer.alloc(0), type],
  ])('is refused with %s', async (_, body, contentType) => {
    await expect(readUploadForm(inChunks(body), contentType, collect)).rejects.toEqual(invalid);
  });

  it('is refused when it is a flood of fields', async () => {
    const long = formOf({ name: 'name', value: 'x'.repeat(5 * 1024 * 1024) }, content);
    const many = formOf(...Array.from({ length: 10_100 }, () => name), content);
    for (const body of [long, many]) {
      await expect(readUploadForm(inChunks(body), type, collect)).rejects.toEqual(
        expect.objectContaining({ code: 'PYPI_UPLOAD_TOO_LARGE' }),
      );
    }
  });

  it('ends with the refusal of whoever takes the file, without reading on', async () => {
    const refusal = new Error('not here');
    let given = 0;
    async function* endless() {
      yield formOf(name, content).subarray(0, -14);
      for (;;) {
        given += 1;
        yield await Promise.resolve(Buffer.alloc(64 * 1024));
      }
    }
    const reading = readUploadForm(endless(), type, () => Promise.reject(refusal));
    await expect(reading).rejects.toBe(refusal);
    expect(given).toBeLessThan(10);
  });

  it('ends the file with the failure of a body that breaks off', async () => {
    const failure = new Error('the connection was cut');
    async function* broken() {
      yield await Promise.resolve(formOf(name, content).subarray(0, -14));
      throw failure;
    }
    const ends: unknown[] = [];
    const reading = readUploadForm(broken(), type, (part) =>
      collect(part).catch((error: unknown) => {
        ends.push(error);
        throw error;
      }),
    );
    await expect(reading).rejects.toBe(failure);
    expect(ends).toEqual([failure]);
  });
});
