import type { EventBus } from '@bonded/core/events';
import { immutableVersions } from '@bonded/core/repositories';
import { defineError } from '@bonded/kernel';
import type { Format, FormatCall, IngestCall } from '../format.ts';
import { findRoute, readsOf } from '../route.ts';
import { knownProvenance } from './codec/attestations.ts';
import { parseFileName } from './codec/file-names.ts';
import { describeDistribution, inspectDistribution, pypiDigests } from './describe-distribution.ts';
import { renderPypiError } from './errors.ts';
import { SimpleIndexes } from './indexes.ts';
import { pypiRoutes } from './routes.ts';
import { pypiUpstream } from './upstream.ts';

/** An address that PyPI has and we do not, or that nobody has. */
const addressUnknown = defineError('not-found', 'PYPI_ADDRESS_UNKNOWN');
/** An address that is read, not written: the upload address is the one without `simple/`. */
const methodUnsupported = defineError('unsupported', 'PYPI_METHOD_UNSUPPORTED');

/** Python distributions for pip, uv, twine and whatever else speaks the simple API. */
export function createPypi(events: EventBus): Format {
  const routes = pypiRoutes(new SimpleIndexes(events));
  return {
    id: 'PYPI',
    kinds: ['HOSTED', 'PROXY', 'GROUP'],
    conventions: immutableVersions,
    // Lock files hold the hash of each file.
    fixed: ['canOverwrite'],
    versionOrder: 'PyPI',
    mount: 'pypi',
    allowsSlash: () => false,
    reads: readsOf(routes),
    handle: (call) => handle(routes, call),
    isPublishing: ({ method }) => method === 'POST',
    ingest,
    extraDigests: pypiDigests,
    upstream: pypiUpstream,
    renderError: renderPypiError,
  };
}

async function handle(routes: ReturnType<typeof pypiRoutes>, call: FormatCall): Promise<void> {
  const match = findRoute(routes, call.method, call.segments);
  if (match !== null) return match.route.handle(call, match.params);
  if (findRoute(routes, 'GET', call.segments) !== null) {
    throw methodUnsupported('Files are uploaded to the address of the repository.');
  }
  throw addressUnknown('There is nothing at this address.');
}

/** A file that came by another way than an upload form is the same file: its name says which. */
async function ingest(call: IngestCall) {
  const { ports, repository, path, staged, source, statement, signal } = call;
  const named = parseFileName(path.slice(path.lastIndexOf('/') + 1));
  const attested = { fileName: named.fileName, sha256: staged.digest };
  const provenance = statement == null ? null : knownProvenance(statement.toString(), attested);
  const distribution = { repository, named, staged, source, signal };
  const inspected = await inspectDistribution(ports, distribution);
  return describeDistribution(ports, distribution, inspected, provenance);
}
