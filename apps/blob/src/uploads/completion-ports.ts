import type { CompleteUploadPorts } from '@bonded/core/uploads';
import { formatOf, ingestStaged } from '@bonded/formats';
import type { Runtime } from '@bonded/runtime';

/** How a whole upload becomes what its repository's format publishes. */
export function completionPorts({ ports }: Runtime): CompleteUploadPorts {
  return {
    database: ports.database,
    blobs: ports.blobs,
    partials: ports.partials,
    addresses: ports.addresses,
    extraDigestsOf: ({ format }) => formatOf(ports.formats, format).extraDigests,
    describe: ({ repository, upload, staged }, signal) => {
      const { path, contentType } = upload;
      return ingestStaged(ports, { repository, path, contentType, staged }, signal);
    },
  };
}
