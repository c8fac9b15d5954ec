import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inChunks, npmTarball } from '../../../tests/tarballs.ts';
import { tee } from '../../archives/tee.ts';
import { parsePublishBody } from './publish-body.ts';
import { inspectTarball } from './tarball.ts';

/** A publish as the route runs it: decoded, stored and inspected in one pass. */
async function takeIn(tarball: Buffer) {
  const data = tarball.toString('base64');
  const body = Buffer.from(JSON.stringify({ name: 'lib', _attachments: { a: { data } } }));
  let storedBytes = 0;
  const stored = createHash('sha256');
  const result = parsePublishBody(inChunks(body), async ({ bytes }) => {
    const { body: passing, inspected } = tee(bytes, (chunks) => inspectTarball(chunks));
    for await (const chunk of passing) {
      storedBytes += chunk.byteLength;
      stored.update(chunk);
    }
    return { digest: stored.digest('hex'), contents: await inspected };
  });
  return { result, storedBytes: () => storedBytes };
}

describe('a publish in one pass', () => {
  it('stores the very bytes that were inspected', async () => {
    const tarball = npmTarball({
      'package.json': '{"name":"lib","version":"1.0.0"}',
      'index.js': 'x'.repeat(700_000),
    });
    const { attachments } = await (await takeIn(tarball)).result;
    const [attachment] = attachments;
    expect(attachment?.sizeBytes).toBe(tarball.length);
    expect(attachment?.outcome.digest).toBe(createHash('sha256').update(tarball).digest('hex'));
    expect(attachment?.outcome.contents.fileCount).toBe(2);
  });

  it('D5.7 stops storing a bomb as soon as it shows', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.alloc(64 * 1024 ** 2), randomBytes(1024 ** 2)]));
    const { result, storedBytes } = await takeIn(bomb);
    await expect(result).rejects.toThrow(
      expect.objectContaining({ code: 'ARCHIVE_TOO_LARGE' }) as Error,
    );
    expect(storedBytes()).toBeLessThan(bomb.length);
  });

  it('refuses an attachment that is no archive', async () => {
    const { result } = await takeIn(Buffer.from('not a tarball at all'));
    await expect(result).rejects.toThrow('not a gzip file');
  });
});
