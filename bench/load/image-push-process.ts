import { Layer } from '../oci/layer.ts';
import { type ImageTarget, pushImage } from '../oci/push-image.ts';
import { printReport, readOptions } from './load-report.ts';

/** One image whose layers are pushed all at once. */
export interface ImagePushOptions {
  readonly target: ImageTarget;
  readonly layerCount: number;
  readonly layerBytes: number;
}

const { target, layerCount, layerBytes } = readOptions<ImagePushOptions>();
// Made, and hashed, before the clock runs: a client has done that when it built the image.
const layers = Array.from({ length: layerCount }, () => new Layer(layerBytes));

await printReport(async () => {
  await pushImage(target, layers, ['latest']);
  return { operations: 1, bytes: layerCount * layerBytes, p95Ms: null };
});
