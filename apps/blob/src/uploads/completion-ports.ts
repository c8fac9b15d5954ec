import type { CompleteUploadPorts } from '@bonded/core/uploads';
import { type Format, stagedSource } from '@bonded/formats';
import { assert } from '@bonded/kernel';
import type { Runtime } from '@bonded/runtime';

/** How a whole upload becomes what its repository's format publishes. */
export function completionPorts({ ports }: Runtime): CompleteUploadPorts {
  const formatOf = (id: string) => find(ports.formats, id);
  return {
    database: ports.database,
    blobs: ports.blobs,
    partials: ports.partials,
    extraDigestsOf: (repository) => formatOf(repository.format).extraDigests,
    describe: ({ repository, upload, staged }, signal) =>
      formatOf(repository.format).ingest({
        ports,
        repository,
        path: upload.path,
        contentType: upload.contentType,
        staged,
        open: async () => (await ports.blobs.readStaged(staged, { signal })).chunks,
        source: stagedSource(ports, staged, signal),
        signal,
      }),
  };
}

function find(formats: readonly Format[], id: string): Format {
  const format = formats.find((candidate) => candidate.id === id);
  assert(format !== undefined, 'a repository is only made in a format that is served');
  return format;
}
