import { type Claimable, membersFor, type RepositoryWithProject } from '@bonded/core/repositories';
import { AppError, defineError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import type { SumDatabaseAddress } from './codec/sumdb-address.ts';

/** No upstream passes that checksum database on, or it does not know the module. */
const sumsUnknown = defineError('not-found', 'GO_SUMS_UNKNOWN');

/**
 * `GET sumdb/{database}/…`: what a proxy's upstream passes on of a checksum database, word for
 * word: its answers are signed, and the go command checks them. Where no upstream passes it on,
 * 404 to `supported` makes the go command ask the database itself. A name of ours is looked up
 * nowhere (D5.1).
 */
export async function getSumDatabase(call: FormatCall, address: SumDatabaseAddress): Promise<void> {
  requireReader(call);
  const { repository, reply } = call;
  const bytes = await firstAnswer(call, address);
  if (bytes === null) throw sumsUnknown(`Nobody here passes on ${address.database}.`);
  const readers = repository.isPublic ? 'public' : 'private';
  const isFixed = address.kind === 'tile';
  await reply
    .header('content-type', contentTypes[address.kind])
    .header('cache-control', `${readers}, ${isFixed ? 'max-age=31536000, immutable' : 'no-cache'}`)
    .send(bytes);
}

const text = 'text/plain; charset=utf-8';
const contentTypes = {
  supported: text,
  latest: text,
  lookup: text,
  tile: 'application/octet-stream',
} as const satisfies Record<SumDatabaseAddress['kind'], string>;

/** Of the proxies that the caller asks through, in their order. One that is away hides no other. */
async function firstAnswer(call: FormatCall, address: SumDatabaseAddress): Promise<Buffer | null> {
  let failure: AppError | null = null;
  for (const proxy of await proxiesOf(call)) {
    try {
      const bytes = await askUpstream(call, proxy, address);
      if (bytes !== null) return bytes;
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
      failure ??= error;
    }
  }
  if (failure !== null) throw failure;
  return null;
}

async function proxiesOf(call: FormatCall): Promise<readonly RepositoryWithProject[]> {
  const { ports, actor, repository } = call;
  if (repository.kind === 'PROXY') return [repository];
  if (repository.kind === 'HOSTED') return [];
  const asked = { group: repository, action: 'artifact:read' } as const;
  return (await membersFor(ports, actor, asked)).filter(({ kind }) => kind === 'PROXY');
}

async function askUpstream(
  { ports: { upstreams }, repository }: FormatCall,
  proxy: RepositoryWithProject,
  address: SumDatabaseAddress,
): Promise<Buffer | null> {
  if (address.kind === 'lookup') {
    const through = repository.kind === 'GROUP' ? repository : null;
    const wanted: Claimable = { name: address.module, through };
    if (await upstreams.isClaimed(proxy, wanted)) return null;
  }
  const document = await upstreams.document(proxy, address.path, {
    isFixed: address.kind === 'tile',
  });
  return document?.bytes ?? null;
}
