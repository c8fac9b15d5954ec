import type { EventBus } from '@bonded/core/events';
import { immutableVersions } from '@bonded/core/repositories';
import { defineError } from '@bonded/kernel';
import type { Format, FormatCall, IngestCall } from '../format.ts';
import { PackageIndexes } from '../package-indexes.ts';
import { type ModuleAddress, parseModuleAddress } from './codec/address.ts';
import { inspectModuleZip } from './codec/module-zip.ts';
import { parseSumDatabaseAddress, type SumDatabaseAddress } from './codec/sumdb-address.ts';
import { describeGo, stageGoMod } from './describe-go.ts';
import { renderGoError } from './errors.ts';
import { getFile, getInfo } from './get-file.ts';
import { getLatest, getList, type ModuleIndexes } from './get-index.ts';
import { getSumDatabase } from './get-sum-database.ts';
import { moduleIndexBytes } from './module-index.ts';
import { putGoMod, putInfo } from './put-companion.ts';
import { putModule, uploadModule } from './put-module.ts';
import { goUpstream } from './upstream.ts';

/** An address that the module proxy protocol does not have, or a method that it does not know. */
const goAddressUnknown = defineError('not-found', 'GO_ADDRESS_UNKNOWN');
/** A place for a module that no module can have. */
const goAddressInvalid = defineError('invalid', 'GO_ADDRESS_INVALID');

const sumReads: Readonly<Record<SumDatabaseAddress['kind'], string>> = {
  supported: 'sumdb/:database/supported',
  latest: 'sumdb/:database/latest',
  tile: 'sumdb/:database/tile/:tile*',
  lookup: 'sumdb/:database/lookup/:module*',
};

const moduleReads: Readonly<Record<ModuleAddress['kind'], string>> = {
  list: ':module*/@v/list',
  latest: ':module*/@latest',
  info: ':module*/@v/:version.info',
  mod: ':module*/@v/:version.mod',
  zip: ':module*/@v/:version.zip',
};

/** Modules for the go command. */
export function createGo(events: EventBus): Format {
  const indexes: ModuleIndexes = new PackageIndexes(events, moduleIndexBytes);
  return {
    id: 'GO',
    kinds: ['HOSTED', 'PROXY', 'GROUP'],
    conventions: immutableVersions,
    // The sums of a version are in every go.sum: other bytes would be an attack to each client.
    fixed: ['canOverwrite', 'canReuseVersions'],
    versionOrder: 'Go',
    mount: 'go',
    allowsSlash: () => false,
    reads: [...Object.values(sumReads), ...Object.values(moduleReads)],
    handle: (call) => handle(indexes, call),
    ingest,
    extraDigests: [],
    upstream: goUpstream,
    renderError: renderGoError,
  };
}

async function handle(indexes: ModuleIndexes, call: FormatCall): Promise<void> {
  const isRead = call.method === 'GET' || call.method === 'HEAD';
  if (isRead) return read(indexes, call);
  if (call.method === 'PUT') return write(call);
  throw goAddressUnknown(`There is nothing here for ${call.method}.`);
}

async function read(indexes: ModuleIndexes, call: FormatCall): Promise<void> {
  const sums = parseSumDatabaseAddress(call.segments);
  if (sums !== null) return getSumDatabase(call, sums);
  const address = parseModuleAddress(call.segments);
  switch (address?.kind) {
    case 'list':
      return getList(indexes, call, address.path);
    case 'latest':
      return getLatest(indexes, call, address.path);
    case 'info':
      return getInfo(call, address);
    case 'mod':
    case 'zip':
      return getFile(call, address, address.kind);
    default:
      throw goAddressUnknown('There is no module and no version of that name.');
  }
}

async function write(call: FormatCall): Promise<void> {
  if (call.segments.join('/') === 'upload') return uploadModule(call);
  const address = parseModuleAddress(call.segments);
  switch (address?.kind) {
    case 'zip':
      return putModule(call, address);
    case 'mod':
      return putGoMod(call, address);
    case 'info':
      return putInfo(call, address);
    default:
      throw goAddressInvalid('A module goes to {module}/@v/{version}.zip, both as Go spells them.');
  }
}

/** A module zip that came by another way is the same module version: the zip says which. */
async function ingest({ ports, repository, staged, source, signal }: IngestCall) {
  const contents = await inspectModuleZip(source);
  const goMod = await stageGoMod(ports, contents, signal);
  return describeGo({ repository, contents, zip: staged, goMod });
}
