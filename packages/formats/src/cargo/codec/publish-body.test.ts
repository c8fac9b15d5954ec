import { describe, expect, it } from 'vitest';
import { publishBytes, uint32 } from '../../../tests/crates.ts';
import { inChunks } from '../../../tests/tarballs.ts';
import { PublishBody } from './publish-body.ts';

async function read(bytes: Buffer, chunkBytes: number) {
  const body = new PublishBody(inChunks(bytes, chunkBytes));
  const document = await body.document();
  const pieces: Buffer[] = [];
  for await (const piece of body.archive()) pieces.push(Buffer.from(piece));
  return { document: JSON.parse(document.toString()) as unknown, archive: Buffer.concat(pieces) };
}

const archive = Buffer.from('some bytes of an archive');
const whole = publishBytes({ name: 'demo' }, archive);

describe('PublishBody', () => {
  it('reads both parts wherever the chunks are cut', async () => {
    for (const size of [1, 2, 3, 5, 7, 11, 4096]) {
      expect(await read(whole, size)).toEqual({ document: { name: 'demo' }, archive });
    }
  });

  it('refuses a body that ends too early, wherever it ends', async () => {
    for (let length = 0; length < whole.length; length++) {
      await expect(read(whole.subarray(0, length), 5)).rejects.toThrow(
        expect.objectContaining({ code: 'CARGO_PUBLISH_INVALID' }),
      );
    }
  });

  it('refuses what follows the archive', async () => {
    await expect(read(Buffer.concat([whole, Buffer.from('x')]), 4096)).rejects.toThrow(/follows/);
  });

  it('refuses a length that nobody can mean before it takes memory for it', async () => {
    await expect(read(uint32(0xffff_ffff), 4)).rejects.toThrow(/too large/);
  });
});
