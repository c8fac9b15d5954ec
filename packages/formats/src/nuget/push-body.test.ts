import { describe, expect, it } from 'vitest';
import { packageBytes } from './push-body.ts';

const type = 'multipart/form-data; boundary="b1"';

async function* inPieces(text: string, length: number) {
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += length) {
    yield await Promise.resolve(bytes.subarray(at, at + length));
  }
}

async function read(body: string, contentType: string | undefined, pieceBytes = 7) {
  const chunks: Uint8Array[] = [];
  for await (const chunk of packageBytes(inPieces(body, pieceBytes), contentType)) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('latin1');
}

/** As .NET writes it. */
const part = (name: string, content: string) =>
  `--b1\r\nContent-Type: application/octet-stream\r\nContent-Disposition: form-data; name=${name}; filename=${name}.nupkg; filename*=utf-8''${name}.nupkg\r\n\r\n${content}\r\n`;

describe('packageBytes', () => {
  it('gives the file of a form, whatever the pieces it comes in', async () => {
    for (const content of ['', 'PK', '\r\n--b', 'PK\r\n--b\0\xff--b1\r\n\r\n'.repeat(50)]) {
      const form = `${part('package', content)}--b1--\r\n`;
      for (const length of [1, 2, 3, 5, 6, 7, 8, 9, 64, 4096]) {
        expect(await read(form, type, length)).toBe(content);
      }
      expect(await read(form.trimEnd(), type)).toBe(content);
    }
  });

  it('gives the body where there is no form', async () => {
    expect(await read('PK', 'application/octet-stream')).toBe('PK');
    expect(await read('PK', undefined)).toBe('PK');
  });

  it.each([
    ['without a part', '--b1--\r\n', type],
    ['with two parts', `${part('package', 'a')}${part('other', 'b')}--b1--\r\n`, type],
    ['that is cut off', part('package', 'a').slice(0, -3), type],
    ['that is cut off in its end', `${part('package', 'a')}--b1-`, type],
    ['of another boundary', `${part('package', 'a')}--b1--\r\n`.replaceAll('b1', 'b2'), type],
    ['without a boundary', `${part('package', 'a')}--b1--\r\n`, 'multipart/form-data'],
    ['with a header without an end', `--b1\r\n${'a'.repeat(10_000)}`, type],
    ['that is empty', '', type],
  ])('refuses a form %s', async (_, form, contentType) => {
    await expect(read(form, contentType)).rejects.toMatchObject({ code: 'NUGET_PUSH_INVALID' });
  });
});
