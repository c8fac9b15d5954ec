import { createHash } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { makeKey, signIn } from '../stack/api.ts';
import { forgetPeakMemory, peakMemoryOf, pidOf } from '../stack/processes.ts';
import { startReplica } from '../stack/replica.ts';
import { makeProxy } from '../stack/supply.ts';
import { type LargeImage, serveLargeImage } from './large-image.ts';

const mebibyte = 1024 * 1024;
/** A gibibyte where somebody wants to wait for it. */
const layerMebibytes = Number(process.env['BONDED_TEST_LAYER_MIB'] ?? 256);
const clients = 200;
/** Those that read the layer to its end; the others look at a mebibyte somewhere in it. */
const wholeReaders = 16;
/** What a hundred connections cost, and no copy of the layer, however large it is. */
const growthBytesMax = 256 * mebibyte;
const timeoutMs = 10 * 60_000;

const tooManyRequests = 429;

async function manifestFrom(url: string, authorization: string): Promise<string> {
  let answer = await fetch(url, { headers: { authorization } });
  // What clients of images do by themselves; each answer was waited for long enough.
  while (answer.status === tooManyRequests) {
    await answer.arrayBuffer();
    answer = await fetch(url, { headers: { authorization } });
  }
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return text;
}

async function wholeDigest(url: string, authorization: string): Promise<string> {
  const answer = await fetch(url, { headers: { authorization } });
  const hash = createHash('sha256');
  for await (const chunk of answer.body ?? []) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
}

/** Bytes of one mebibyte of the layer are as they were sent. */
async function lookSomewhere(url: string, authorization: string, image: LargeImage, at: number) {
  const length = mebibyte / 2;
  const start = 2 * 512 + (at % layerMebibytes) * mebibyte;
  const range = `bytes=${start}-${start + length - 1}`;
  const answer = await fetch(url, { headers: { authorization, range } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.status).toBe(206);
  expect(bytes.equals(image.bytesAt(start, length)), range).toBe(true);
}

it(`many who pull one cold image through two replicas get it, fetched once, in little memory`, {
  timeout: timeoutMs,
}, async () => {
  const admin = await signIn();
  await using image = await serveLargeImage(layerMebibytes);
  await using replica = await startReplica();
  const proxy = await makeProxy(admin, 'OCI', { upstreamUrl: image.url });
  const authorization = `Bearer ${await makeKey(admin, { project: proxy.project })}`;
  const gateways = [inject('gatewayUrl'), replica.url];
  const first = (await pidOf('gateway')) ?? 0;
  const pids = [first, replica.pid];
  for (const pid of pids) await forgetPeakMemory(pid);
  const before = await Promise.all(pids.map(peakMemoryOf));

  await Promise.all(
    Array.from({ length: clients }, async (_, at) => {
      const base = `${gateways[at % gateways.length]}/v2/${proxy.path}/large`;
      const manifest = await manifestFrom(`${base}/manifests/1`, authorization);
      expect(manifest).toContain(image.layer.digest);
      const layer = `${base}/blobs/${image.layer.digest}`;
      if (at >= wholeReaders) return lookSomewhere(layer, authorization, image, at);
      expect(await wholeDigest(layer, authorization)).toBe(image.layer.digest);
    }),
  );

  expect(image.downloads()).toBe(1);
  const after = await Promise.all(pids.map(peakMemoryOf));
  for (const [at, peak] of after.entries()) {
    expect(peak - (before[at] ?? 0)).toBeLessThan(growthBytesMax);
  }
});
