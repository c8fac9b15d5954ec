import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface LargeFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** SHA-256, hex. */
  readonly digest: string;
}

const pieceBytes = 4 * 1024 * 1024;

/** Writes a file that compresses to nothing less than itself, and knows its digest. */
export async function makeLargeFile(sizeBytes: number): Promise<LargeFile> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-large-'));
  const path = join(folder, 'large.bin');
  const hash = createHash('sha256');
  const stream = createCipheriv('aes-128-ctr', randomBytes(16), randomBytes(16));
  const zeros = Buffer.alloc(pieceBytes);
  async function* pieces() {
    for (let left = sizeBytes; left > 0; left -= pieceBytes) {
      const piece = stream.update(zeros.subarray(0, Math.min(left, pieceBytes)));
      hash.update(piece);
      yield piece;
    }
  }
  await pipeline(pieces, createWriteStream(path));
  return { path, sizeBytes, digest: hash.digest('hex') };
}
