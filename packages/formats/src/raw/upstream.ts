import type { UpstreamFormat } from '@bonded/core/repositories';
import { readableRawPath } from './codec/file-path.ts';

/** Anything that answers GET: a file is at the same path below its address. */
export const rawUpstream: UpstreamFormat = {
  packageOf: readableRawPath,
  // Nothing lists what there is.
  read: () => Promise.resolve(null),
  locate: (_source, path) => {
    const name = readableRawPath(path);
    if (name === null) return Promise.resolve(null);
    // Below the upstream whatever is in it: `./` keeps a colon from making a scheme of the rest.
    const address = `./${path.split('/').map(encodeURIComponent).join('/')}`;
    const file = { path, address, digests: {} };
    return Promise.resolve({ name, version: null, publishedAt: null, file, mayBeAbsent: true });
  },
};
