import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createKeyEncryptionKey,
  type KeyEncryptionKey,
  type KeyRing,
  LoginThrottle,
  PasswordHasher,
  packageSigningKeyFrom,
  TokenIssuer,
  TokenVerifier,
} from '@bonded/auth';
import { openFilesystemStores } from '@bonded/blob-store/filesystem';
import { openMemoryRateCounter } from '@bonded/cache/memory';
import { createReadCaches } from '@bonded/core/caches';
import { DatabaseAdvisoryIndex } from '@bonded/core/clearance';
import { createEventBus, feedEventBus } from '@bonded/core/events';
import {
  createKeyUseCache,
  createPrincipalCache,
  ensureBuiltInRoles,
  type IdentityPorts,
  installationSecret,
  keepKeyRing,
} from '@bonded/core/identity';
import type { Ports } from '@bonded/core/ports';
import { immutableVersions, type ServedFormat, type VersionRules } from '@bonded/core/repositories';
import { VcsSources } from '@bonded/core/sources';
import { FetchingUpstreams, type UpstreamsPorts } from '@bonded/core/supply';
import { openEgress } from '@bonded/egress/undici';
import { type Clock, systemClock } from '@bonded/kernel';
import { ContentRulesScanner } from '@bonded/scanner/content-rules';
import { OsvScanner } from '@bonded/scanner/osv';
import { afterTest, createTestDatabase, tempDir } from '@bonded/testing';
import { plainDriver, plainSource } from './plain-source.ts';
import { describePlain, plainUpstream } from './plain-upstream.ts';

export interface WarehousePorts extends Ports, IdentityPorts {
  readonly advisoryFolder: string;
  readonly ring: () => KeyRing;
}

/** A whole installation without its servers: real database, real files, real keys. */
export interface Warehouse {
  readonly ports: WarehousePorts;
  readonly keks: readonly KeyEncryptionKey[];
  /** Never aborts. */
  readonly signal: AbortSignal;
  /** One more process of the same installation: same database and files, caches of its own. */
  openReplica(): Promise<WarehousePorts>;
}

interface Ground {
  readonly url: string;
  readonly database: Ports['database'];
  readonly folder: string;
  readonly keks: readonly KeyEncryptionKey[];
  readonly clock: Clock;
}

/**
 * Opens an empty installation that is gone after the test (or the file, where it is opened at its
 * top).
 */
export async function openWarehouse(options: { readonly clock?: Clock } = {}): Promise<Warehouse> {
  const { url, database } = await createTestDatabase();
  const folder = await tempDir();
  const keks = [await createKeyEncryptionKey(join(folder, 'kek'))];
  const clock = options.clock ?? systemClock;
  const ground: Ground = { url, database, folder, keks, clock };
  await mkdir(join(folder, 'advisories'));
  await ensureBuiltInRoles(database);
  return {
    ports: await openProcess(ground),
    keks,
    signal: new AbortController().signal,
    openReplica: () => openProcess(ground),
  };
}

const addresses = {
  publicUrl: 'http://bonded.test',
  blobUrl: 'http://blobs.bonded.test',
  consoleUrl: 'http://console.bonded.test',
};

const replaceable = { canOverwrite: true, canDelete: true, canReuseVersions: true };

function format(
  id: ServedFormat['id'],
  conventions: VersionRules,
  fixed: ServedFormat['fixed'],
): ServedFormat {
  return { id, kinds: ['HOSTED', 'GROUP'], conventions, fixed, extraDigests: [] };
}

const formats: readonly ServedFormat[] = [
  {
    ...format('NPM', immutableVersions, []),
    kinds: ['HOSTED', 'PROXY', 'GROUP'],
    upstream: plainUpstream,
    source: plainSource,
    versionOrder: 'npm',
  },
  format('OCI', replaceable, ['canReuseVersions']),
  format('RAW', replaceable, ['canOverwrite']),
];

function openSupply(
  ground: Omit<UpstreamsPorts, 'describe'>,
): Pick<Ports, 'upstreams' | 'sources'> {
  const whole = {
    ...ground,
    describe: (arrival: Parameters<typeof describePlain>[0]) =>
      Promise.resolve(describePlain(arrival)),
  };
  return {
    upstreams: new FetchingUpstreams(whole),
    sources: new VcsSources({ ...whole, drivers: [plainDriver] }),
  };
}

async function openProcess({ url, database, folder, keks, clock }: Ground) {
  const life = new AbortController();
  afterTest(() => Promise.resolve(life.abort(new Error('the test is over'))));
  const events = createEventBus();
  await feedEventBus(events, { url, signal: life.signal, onError: () => {} });
  const stores = await openFilesystemStores(join(folder, 'blobs'), life.signal);
  // Upstreams of tests live on this machine.
  const egress = openEgress({ allowedNetworks: ['127.0.0.1/32'] });
  afterTest(() => egress.close());
  const ring = await keepKeyRing(
    { database, keks, clock, events },
    { signal: life.signal, onError: () => {} },
  );
  const issuer = addresses.publicUrl;
  const { blobs } = stores;
  const caches = createReadCaches(events);
  const scanners = [
    new OsvScanner({ index: new DatabaseAdvisoryIndex(database), clock }),
    new ContentRulesScanner(),
  ];
  const ground = { database, caches, blobs, clock, egress, events, formats, addresses, keks };
  const supply = openSupply({ ...ground, scanners });
  return {
    database,
    clock,
    events,
    addresses,
    ...supply,
    blobs: stores.blobs,
    partials: stores.partials,
    egress,
    formats,
    caches,
    scanners,
    passwords: new PasswordHasher(),
    throttle: new LoginThrottle(openMemoryRateCounter()),
    tokens: new TokenIssuer({ ring, issuer, clock }),
    verifier: new TokenVerifier({
      issuer,
      clock,
      findKey: (kid) => Promise.resolve(ring().verificationKey(kid, clock.now())),
    }),
    pepper: await installationSecret(database, keks, 'api-key-pepper'),
    refreshSecret: await installationSecret(database, keks, 'refresh-successor'),
    packageSigningKey: packageSigningKeyFrom(
      await installationSecret(database, keks, 'package-signing-key'),
    ),
    principals: createPrincipalCache(events),
    keyUses: createKeyUseCache(),
    advisoryFolder: join(folder, 'advisories'),
    ring,
  } satisfies WarehousePorts;
}
