import {
  authorisePublish,
  awaitVerdict,
  publishArtifact,
  readReceipt,
} from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import { bodyChunks, readBody } from '@bonded/http';
import { bestEffort } from '@bonded/kernel';
import { tee } from '../archives/tee.ts';
import type { FormatCall } from '../format.ts';
import { sendJson } from '../send-json.ts';
import type { Chart } from './codec/chart.ts';
import { inspectChart } from './codec/chart-archive.ts';
import { provenanceInvalid, uploadInvalid } from './codec/errors.ts';
import { provenanceBytesMax, readProvenance } from './codec/provenance.ts';
import { collectProvenance } from './collect-provenance.ts';
import { describeHelm } from './describe-helm.ts';
import { describeProvenance } from './describe-provenance.ts';
import { readUploadForm, type Taken } from './upload-form.ts';

const chartBytesMax = 1024 ** 3;

interface TakenPart {
  readonly staged: StagedBlob;
  /** Of the chart, not of its provenance. */
  readonly chart?: Chart;
  readonly provenance?: Buffer;
}

/** `POST api/charts`: a chart as the body, or a form with `chart` and perhaps `prov`. */
export async function uploadChart(call: FormatCall): Promise<void> {
  const { ports, actor, repository } = call;
  // Before the first byte: who may not publish need not send megabytes to learn it.
  await authorisePublish(ports, actor, repository, 'upload');
  const staged: StagedBlob[] = [];
  try {
    const parts = await takeParts(call, staged);
    await publish(call, parts);
  } catch (error) {
    await discardAll(call, staged);
    throw error;
  }
}

async function takeParts(call: FormatCall, staged: StagedBlob[]): Promise<Taken<TakenPart>> {
  const body = bodyChunks(call.request.raw, { signal: call.signal });
  const contentType = call.request.headers['content-type'] ?? '';
  const takeChart = async (bytes: AsyncIterable<Uint8Array>): Promise<TakenPart> => {
    const { body: kept, inspected } = tee(bytes, inspectChart);
    const blob = await stage(call, kept, chartBytesMax);
    staged.push(blob);
    return { staged: blob, chart: await inspected };
  };
  if (!contentType.startsWith('multipart/')) return { chart: await takeChart(body) };
  return readUploadForm(body, contentType, async (name, bytes) => {
    if (name === 'chart') return takeChart(bytes);
    const provenance = await collectProvenance(bytes);
    const blob = await stage(call, once(provenance), provenanceBytesMax);
    staged.push(blob);
    return { staged: blob, provenance };
  });
}

async function publish(call: FormatCall, { chart: part, prov }: Taken<TakenPart>): Promise<void> {
  const { ports, actor, repository, signal } = call;
  if (part?.chart === undefined) throw uploadInvalid('The form has no "chart".');
  const { chart, staged } = part;
  if (prov?.provenance !== undefined) requireAbout(prov.provenance, chart, staged.digest);
  const provenance = prov === undefined ? {} : { provenance: prov.staged };
  const input = describeHelm({ repository, chart, staged, ...provenance });
  const { artifact, isNew } = await publishArtifact(ports, actor, input, signal);
  await awaitVerdict(ports, artifact.id, { signal });
  await sendSaved(call, artifact.id, isNew);
}

/** `POST api/prov`: the provenance of a chart that is there. */
export async function uploadProvenance(call: FormatCall): Promise<void> {
  const { ports, actor, repository, request, signal } = call;
  await authorisePublish(ports, actor, repository, 'upload');
  const bytes = await provenanceOf(call, request.headers['content-type'] ?? '');
  const staged = await stage(call, once(bytes), provenanceBytesMax);
  try {
    const input = await describeProvenance(ports, { repository, bytes, staged });
    const { artifact, isNew } = await publishArtifact(ports, actor, input, signal);
    await awaitVerdict(ports, artifact.id, { signal });
    await sendSaved(call, artifact.id, isNew);
  } catch (error) {
    await discardAll(call, [staged]);
    throw error;
  }
}

async function provenanceOf(call: FormatCall, contentType: string): Promise<Buffer> {
  const { request, signal } = call;
  if (!contentType.startsWith('multipart/')) {
    return readBody(request.raw, { bytesMax: provenanceBytesMax, signal });
  }
  const { prov } = await readUploadForm(
    bodyChunks(request.raw, { signal }),
    contentType,
    (_, bytes) => collectProvenance(bytes),
  );
  if (prov === undefined) throw uploadInvalid('The form has no "prov".');
  return prov;
}

function requireAbout(bytes: Buffer, { name, version }: Chart, digest: string): void {
  const about = readProvenance(bytes);
  if (about.name === name && about.version === version && about.digest === digest) return;
  throw provenanceInvalid('The provenance is of another chart than comes with it.');
}

function stage(call: FormatCall, body: AsyncIterable<Uint8Array>, bytesMax: number) {
  return call.ports.blobs.stage(body, { signal: call.signal, bytesMax, extraDigests: [] });
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes);
}

async function sendSaved(call: FormatCall, artifactId: string, isNew: boolean): Promise<void> {
  const receipt = await readReceipt(call.ports, artifactId);
  const warning = receipt === null ? {} : { warning: receipt };
  await sendJson(call, isNew ? 201 : 200, { saved: true, ...warning });
}

async function discardAll(call: FormatCall, all: readonly StagedBlob[]): Promise<void> {
  await bestEffort('what stays is swept', async () => {
    for (const staged of all) await call.ports.blobs.discard(staged);
  });
}
