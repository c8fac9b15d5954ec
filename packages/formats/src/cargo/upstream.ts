import type { UpstreamFormat, UpstreamPackage, UpstreamSource } from '@bonded/core/repositories';
import { crateNameKey, indexPathOf, isCrateName } from './codec/names.ts';
import { readUpstreamConfig } from './codec/upstream-config.ts';
import { readUpstreamLines } from './codec/upstream-lines.ts';

/** Registries of the sparse protocol, by the root of their index. */
export const cargoUpstream: UpstreamFormat = {
  packageOf,
  nameKeyOf: crateNameKey,
  read,
  front: { address: 'config.json', isOurs: ({ start }) => /"dl"\s*:/.test(start) },
};

function packageOf(path: string): string | null {
  const [name = '', fileName = '', ...rest] = path.split('/');
  const isCrate = fileName.startsWith(`${name}-`) && fileName.endsWith('.crate');
  return isCrate && rest.length === 0 && isCrateName(name) ? name : null;
}

async function read(source: UpstreamSource, name: string): Promise<UpstreamPackage | null> {
  if (!isCrateName(name)) return null;
  const lines = await source.get(indexPathOf(name.toLowerCase()));
  if (lines === null) return null;
  const dl = readUpstreamConfig(await source.get('config.json'));
  return readUpstreamLines(lines, { name, dl });
}
