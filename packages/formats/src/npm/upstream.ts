import type { LocatedFile, UpstreamFormat, UpstreamSource } from '@bonded/core/repositories';
import { isPackageName, provenancePath } from './codec/names.ts';
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
  locate,
};

/** What is stated about a tarball comes with it. */
async function locate(source: UpstreamSource, path: string): Promise<LocatedFile | null> {
  const name = npmUpstream.packageOf(path);
  const told = name === null ? null : await npmUpstream.read(source, name);
  for (const { version, publishedAt, files } of told?.versions ?? []) {
    if (name === null || provenancePath(name, version) !== path) continue;
    const file = files.find(({ statement }) => statement !== undefined);
    if (file !== undefined) return { name, version, publishedAt, file };
  }
  return null;
}
