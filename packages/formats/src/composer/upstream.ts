import type { UpstreamFormat } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { isPackageName, versionAtPath } from './codec/names.ts';
import { readUpstreamRoot, readUpstreamVersions } from './codec/upstream-p2.ts';

/** Repositories that Composer 2 reads, by the address of their `packages.json`'s folder. */
export const composerUpstream: UpstreamFormat = {
  packageOf: (path) => versionAtPath(path)?.name ?? null,
  nameKeyOf: (name) => name.toLowerCase(),
  front: {
    address: 'packages.json',
    isOurs: ({ start }) => /"(?:packages|metadata-url|provider-includes|includes)"\s*:/.test(start),
  },
  read: async (source, asked) => {
    const name = asked.toLowerCase();
    if (!isPackageName(name)) return null;
    const document = await source.get('packages.json');
    if (document === null) throw upstreamDocumentInvalid('Upstream has no packages.json.');
    const { addressOf } = readUpstreamRoot(document);
    const found = await Promise.all([
      source.get(addressOf(name)),
      source.get(addressOf(`${name}~dev`)),
    ]);
    const documents = found.filter((each) => each !== null);
    if (documents.length === 0) return null;
    const versions = documents.flatMap((each) => readUpstreamVersions(each, name));
    const description = versions.at(0)?.description;
    return {
      name,
      ...(description !== undefined && { description }),
      versions: versions.map(({ told }) => told),
      tags: new Map(),
    };
  },
};
