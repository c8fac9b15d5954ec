import { Agent, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Layer } from './layer.ts';

/** An image name of a registry, and how its pusher signs in. */
export interface ImageTarget {
  readonly registryUrl: string;
  /** With the project and the repository, where the registry has such. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Sent {
  readonly target: ImageTarget;
  readonly agent: Agent;
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const configType = 'application/vnd.oci.image.config.v1+json';
const layerType = 'application/vnd.oci.image.layer.v1.tar';
/** Of a refusal: a whole page of some proxy in between helps nobody. */
const refusalBytesMax = 2 * 1024;

/** Pushes layers, all at once, then the manifest that names them, under each of the tags. */
export async function pushImage(
  target: ImageTarget,
  layers: readonly Layer[],
  tags: readonly string[],
): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const sent: Sent = { target, agent };
  const config = new Layer(256);
  await Promise.all([config, ...layers].map((layer) => pushBlob(sent, layer)));
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: { mediaType: configType, digest: config.digest, size: config.sizeBytes },
      layers: layers.map(({ digest, sizeBytes: size }) => ({ mediaType: layerType, digest, size })),
    }),
  );
  for (const tag of tags) {
    const path = `/v2/${target.name}/manifests/${tag}`;
    await exchange(sent, { method: 'PUT', path, type: manifestType, body: manifest });
  }
  agent.destroy();
}

/** A session, then the whole blob in the request that ends it. */
async function pushBlob(sent: Sent, layer: Layer): Promise<void> {
  const path = `/v2/${sent.target.name}/blobs/uploads/`;
  const location = await exchange(sent, { method: 'POST', path, body: Buffer.alloc(0) });
  const url = new URL(location, sent.target.registryUrl);
  url.searchParams.set('digest', layer.digest);
  const type = 'application/octet-stream';
  await exchange(sent, { method: 'PUT', path: url.pathname + url.search, type, body: layer });
}

interface Exchange {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly type?: string;
  readonly body: Buffer | Layer;
}

/** Reads all that is answered, and keeps of it what a person would read. */
function beginningOf(response: IncomingMessage): () => string {
  let kept = Buffer.alloc(0);
  response.on('data', (chunk: Buffer) => {
    const room = refusalBytesMax - kept.length;
    if (room > 0) kept = Buffer.concat([kept, chunk.subarray(0, room)]);
  });
  return () => kept.toString().trim();
}

/** Sends one request and gives the `Location` of its answer; a refusal is thrown. */
async function exchange({ target, agent }: Sent, { method, path, type, body }: Exchange) {
  const size = body instanceof Layer ? body.sizeBytes : body.length;
  const { promise: answered, resolve, reject } = Promise.withResolvers<string>();
  const sending = request(new URL(path, target.registryUrl), {
    method,
    agent,
    headers: {
      ...target.headers,
      'content-length': size,
      ...(type !== undefined && { 'content-type': type }),
    },
  });
  let isAnswering = false;
  // Who refuses early hangs up on the rest of the body: what it said counts, not that.
  const fail = (error: unknown) => isAnswering || reject(error);
  sending.on('error', fail);
  sending.once('response', (response) => {
    isAnswering = true;
    const { statusCode = 0, headers } = response;
    const said = beginningOf(response);
    const isRefusal = statusCode < 200 || statusCode > 299;
    const refuse = () => reject(new Error(`${method} ${path} answered ${statusCode}: ${said()}`));
    response.once('error', isRefusal ? refuse : reject);
    response.once('end', () => (isRefusal ? refuse() : resolve(headers.location ?? '')));
  });
  const sent = pipeline(Readable.from(body instanceof Layer ? body.pieces() : [body]), sending);
  sent.catch(fail);
  const location = await answered;
  await sent;
  return location;
}
