import type { UpstreamFormat } from '@bonded/core/repositories';
import { isPackageName } from './codec/names.ts';
import { readUpstreamPackument } from './codec/upstream-packument.ts';

/** Registries that speak as the public one does. */
export const npmUpstream: UpstreamFormat = {
  front: {
    address: '-/ping',
    accept: 'application/json',
    isOurs: ({ contentType, start }) => contentType.includes('json') && /^\s*\{/.test(start),
  },
  packageOf: (path) => {
    const at = path.indexOf('/-/');
    const name = path.slice(0, at);
    return at > 0 && isPackageName(name) ? name : null;
  },
  read: async (source, name) => {
    if (!isPackageName(name)) return null;
    // The full document: the short one keeps the dates of versions to itself.
    const document = await source.get(name.replace('/', '%2f'), { accept: 'application/json' });
    return document && readUpstreamPackument(document, name);
  },
};
