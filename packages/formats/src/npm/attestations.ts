import { artifactNotFound } from '@bonded/core/artifacts';
import { openFile } from '@bonded/core/supply';
import { parseJson } from '@bonded/http';
import { parseDigest } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { provenancePath } from './codec/names.ts';
import { bundlesIn, predicateTypeOf } from './codec/provenance.ts';
import type { NpmParams } from './route.ts';
import { sendJson } from './send-json.ts';

/**
 * `GET -/npm/v1/attestations/{name}@{version}`: what was stated about a version when it was
 * published. It leaves as its tarball does: once that is cleared.
 */
export async function getAttestations(call: FormatCall, params: NpmParams): Promise<void> {
  const { ports, actor, repository, signal } = call;
  const { name, version } = splitSpec(params['package'] ?? '');
  const path = provenancePath(name, version);
  const { file } = await openFile(ports, actor, { repository, path });
  const { chunks } = await ports.blobs.read(parseDigest(file.digest), { signal });
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  const bundles = bundlesIn(parseJson(Buffer.concat(parts)));
  const attestations = bundles.map((bundle) => ({
    predicateType: predicateTypeOf(bundle),
    bundle,
  }));
  await sendJson(call, 200, { attestations });
}

function splitSpec(spec: string): { readonly name: string; readonly version: string } {
  const at = spec.lastIndexOf('@');
  if (at <= 0) throw artifactNotFound('Attestations are asked for by name@version.');
  return { name: spec.slice(0, at), version: spec.slice(at + 1) };
}
