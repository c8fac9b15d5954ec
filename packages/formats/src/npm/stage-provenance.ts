import { Readable } from 'node:stream';
import type { FormatPorts } from '../format.ts';
import type { StagedProvenance } from './describe-npm.ts';

const provenanceBytesMax = 4 * 1024 ** 2;

/** A statement about a tarball, staged to be kept beside it. */
export async function stageProvenance(
  { blobs }: Pick<FormatPorts, 'blobs'>,
  bundle: string,
  signal: AbortSignal,
): Promise<StagedProvenance> {
  const body = Readable.from([Buffer.from(bundle)]);
  const staged = await blobs.stage(body, { signal, bytesMax: provenanceBytesMax });
  // The type that its sender states is for its own eyes.
  return { staged, contentType: 'application/json', bundle };
}
