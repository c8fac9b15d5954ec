import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { assert } from '@bonded/kernel';
import type { Format, FormatPorts, IngestCall } from './format.ts';
import { stagedSource } from './random-access.ts';

export type Arrival = Pick<
  IngestCall,
  'repository' | 'path' | 'contentType' | 'staged' | 'told' | 'statement'
>;

export function formatOf(formats: readonly Format[], id: string): Format {
  const format = formats.find((candidate) => candidate.id === id);
  assert(format !== undefined, 'a repository is only made in a format that is served');
  return format;
}

/** Turns staged bytes into what to publish, by the format of their repository. */
export function ingestStaged(
  ports: FormatPorts & { readonly formats: readonly Format[] },
  arrival: Arrival,
  signal: AbortSignal,
): Promise<PublishArtifactInput> {
  const { repository, staged } = arrival;
  return formatOf(ports.formats, repository.format).ingest({
    ...arrival,
    ports,
    open: async () => (await ports.blobs.readStaged(staged, { signal })).chunks,
    source: stagedSource(ports, staged, signal),
    signal,
  });
}
