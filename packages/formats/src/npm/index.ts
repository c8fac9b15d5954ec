import type { EventBus } from '@bonded/core/events';
import { immutableVersions } from '@bonded/core/repositories';
import { defineError } from '@bonded/kernel';
import type { Format, FormatCall, IngestCall } from '../format.ts';
import { PackageIndexes } from '../package-indexes.ts';
import { readsOf } from '../route.ts';
import { isScopedSpec } from './codec/names.ts';
import { packumentBytes } from './codec/packument.ts';
import { knownAttestations } from './codec/provenance.ts';
import { inspectTarball } from './codec/tarball.ts';
import { describeNpm, npmDigests } from './describe-npm.ts';
import { renderNpmError } from './errors.ts';
import { matchRoute } from './route.ts';
import { npmRoutes } from './routes.ts';
import { signIn } from './sign-in.ts';
import { stageProvenance } from './stage-provenance.ts';
import { npmUpstream } from './upstream.ts';

/** An address that the npm protocol has and we do not, or that nobody has. */
const npmAddressUnknown = defineError('not-found', 'NPM_ADDRESS_UNKNOWN');

/** Packages for npm, pnpm, yarn and bun. */
export function createNpm(events: EventBus): Format {
  const routes = npmRoutes(new PackageIndexes(events, packumentBytes));
  return {
    id: 'NPM',
    kinds: ['HOSTED', 'PROXY', 'GROUP'],
    conventions: immutableVersions,
    fixed: [],
    versionOrder: 'npm',
    mount: 'npm',
    allowsSlash: isScopedSpec,
    reads: readsOf(routes),
    handle: async (call: FormatCall) => {
      const match = matchRoute(routes, call.method, call.segments);
      if (match === null) throw npmAddressUnknown('There is nothing at this address.');
      await match.route.handle(call, match.params);
    },
    // What is read with `write=true` is what the next request changes.
    isPublishing: ({ method, segments: [dash, area], query }) =>
      query.get('write') === 'true' || (method === 'POST' && dash === '-' && area === 'package'),
    signIn,
    ingest,
    extraDigests: npmDigests,
    upstream: npmUpstream,
    renderError: renderNpmError,
  };
}

/**
 * A tarball that came by another way than `npm publish` is the same package: the archive says
 * which.
 */
async function ingest({ ports, repository, staged, statement, open, signal }: IngestCall) {
  const contents = await inspectTarball(await open());
  const attestations = statement == null ? null : knownAttestations(statement.toString());
  const provenance =
    attestations === null ? undefined : await stageProvenance(ports, attestations, signal);
  return describeNpm({
    repository,
    staged,
    contents,
    tags: ['latest'],
    signer: ports.packageSigningKey,
    provenance,
  }).input;
}
