import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tarMember } from '../contract/archives.ts';

const mebibyte = 1024 * 1024;
const imageType = 'application/vnd.oci.image.manifest.v1+json';

/** A stand-in for a registry that has one image, `large:1`, with one layer that does not shrink. */
export interface LargeImage extends AsyncDisposable {
  /** Ends with a slash. */
  readonly url: string;
  readonly layer: { readonly digest: string; readonly size: number };
  /** How often the layer was asked for. */
  readonly downloads: () => number;
  /** The bytes of the layer from one place on, as far as they lie in one mebibyte of it. */
  readonly bytesAt: (start: number, length: number) => Buffer;
}

/** A file of random bytes in a tar, made again whenever it is sent: it is never in memory. */
export async function serveLargeImage(layerMebibytes: number): Promise<LargeImage> {
  const noise = randomBytes(mebibyte);
  const content = layerMebibytes * mebibyte;
  const header = tarMember({ path: 'large', content: Buffer.alloc(0), statedBytes: content });
  const chunkAt = (index: number) => {
    const chunk = Buffer.from(noise);
    // No two are the same.
    chunk.writeUInt32BE(index);
    return chunk;
  };
  async function* layerBytes() {
    yield header;
    for (let index = 0; index < layerMebibytes; index += 1) yield chunkAt(index);
    yield await Promise.resolve(Buffer.alloc(1024));
  }
  const hash = createHash('sha256');
  for await (const chunk of layerBytes()) hash.update(chunk);
  const size = header.length + content + 1024;
  const layer = { digest: `sha256:${hash.digest('hex')}`, size };
  const config = Buffer.from('{"architecture":"amd64","os":"linux"}');
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: imageType,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: digestOf(config),
        size: config.length,
      },
      layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer }],
    }),
  );
  let downloads = 0;
  const sendLayer = async (answer: ServerResponse) => {
    downloads += 1;
    answer.setHeader('content-length', size);
    for await (const chunk of layerBytes()) if (!answer.write(chunk)) await once(answer, 'drain');
    answer.end();
  };
  const server = createServer(({ url = '' }, answer) => {
    if (url.includes('/manifests/')) {
      answer.setHeader('content-type', imageType);
      answer.setHeader('docker-content-digest', digestOf(manifest));
      answer.end(manifest);
    } else if (url.endsWith(digestOf(config))) answer.end(config);
    else if (url.endsWith(layer.digest)) void sendLayer(answer);
    else answer.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    layer,
    downloads: () => downloads,
    bytesAt: (start, length) => {
      const at = start - header.length;
      return chunkAt(Math.floor(at / mebibyte)).subarray(at % mebibyte, (at % mebibyte) + length);
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
