import { join, resolve } from 'node:path';
import { type KeyRing, readKeyEncryptionKey } from '@bonded/auth';
import { CachingBlobStore } from '@bonded/blob-store';
import { createReadCaches } from '@bonded/core/caches';
import { DatabaseAdvisoryIndex } from '@bonded/core/clearance';
import { createEventBus, feedEventBus, type RunningEventBus } from '@bonded/core/events';
import type { IdentityPorts } from '@bonded/core/identity';
import type { Ports } from '@bonded/core/ports';
import { createDatabase, type Database } from '@bonded/database';
import { openEgress } from '@bonded/egress/undici';
import { createFormats, type Format, ingestStaged } from '@bonded/formats';
import { systemClock } from '@bonded/kernel';
import { ContentRulesScanner } from '@bonded/scanner/content-rules';
import { OsvScanner } from '@bonded/scanner/osv';
import { createLogger, type Logger, Metrics } from '@bonded/telemetry';
import type { RuntimeConfig } from './config.ts';
import { openAttemptCounter } from './open-attempt-counter.ts';
import { openBlobStores } from './open-blob-stores.ts';
import { openIdentity } from './open-identity.ts';
import { openSupply } from './open-supply.ts';

/** Everything that a process of ours works with, built bottom-up from its configuration. */
export interface Runtime extends AsyncDisposable {
  readonly config: RuntimeConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly ports: Ports &
    IdentityPorts & { readonly advisoryFolder: string; readonly formats: readonly Format[] };
  readonly ring: () => KeyRing;
  readonly events: RunningEventBus;
  /** Ends when the process should: everything long-running hangs on it. */
  readonly signal: AbortSignal;
}

const statementTimeoutMs = 5_000;

interface Surroundings {
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Builds the runtime of one process. `role` names it in the log. */
export async function composeRuntime(
  config: RuntimeConfig,
  options: { readonly role: string; readonly signal: AbortSignal },
): Promise<Runtime> {
  const { role, signal } = options;
  const logger = createLogger({ role, level: config.logLevel });
  // What was opened is closed again where a later step fails.
  await using opened = new AsyncDisposableStack();
  const database = opened.use(openDatabase(config, logger));
  const dataDirectory = resolve(config.dataDirectory);
  const stores = opened.use(await openBlobStores(config, dataDirectory, signal));
  const egress = opened.adopt(openEgress({ allowedNetworks: config.egressNetworks }), (way) =>
    way.close(),
  );
  const counter = opened.use(await openAttemptCounter(config, signal));
  const keks = [await readKeyEncryptionKey(config.keyEncryptionKeyFile)];
  const events = await openEvents(config, { logger, signal });
  const clock = systemClock;
  const { ports: identity, ring } = await openIdentity({
    database,
    clock,
    events,
    counter,
    signal,
    keks,
    issuer: config.publicUrl,
    onError: (error) => logger.error({ err: error }, 'the signing keys could not be kept'),
  });
  const formats = createFormats(events);
  const blobs = new CachingBlobStore(stores.blobs);
  const caches = createReadCaches(events);
  const addresses = addressesOf(config);
  const scanners = [
    new OsvScanner({ index: new DatabaseAdvisoryIndex(database), clock }),
    new ContentRulesScanner(),
  ];
  const supply = openSupply(
    { database, caches, blobs, clock, egress, events, formats, addresses, keks, scanners },
    // What it publishes, it describes by the very ports that it is one of.
    (arrival, cut) => ingestStaged(ports, arrival, cut),
  );
  opened.defer(() => supply.upstreams.close());
  const ports: Runtime['ports'] = {
    ...identity,
    events,
    blobs,
    ...supply,
    partials: stores.partials,
    egress,
    caches,
    formats,
    addresses,
    scanners,
    advisoryFolder: join(dataDirectory, 'advisories'),
  };
  const disposables = opened.move();
  return {
    config,
    logger,
    metrics: new Metrics(role),
    ports,
    ring,
    events,
    signal,
    [Symbol.asyncDispose]: () => disposables.disposeAsync(),
  };
}

function openDatabase(config: RuntimeConfig, logger: Logger): Database {
  return createDatabase({
    url: config.databaseUrl.reveal(),
    poolMax: config.databasePoolMax,
    statementTimeoutMs,
    onPoolError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });
}

async function openEvents(
  config: RuntimeConfig,
  { logger, signal }: Surroundings,
): Promise<RunningEventBus> {
  const events = createEventBus();
  await feedEventBus(events, {
    url: config.databaseUrl.reveal(),
    signal,
    onError: (error) => logger.warn({ err: error }, 'the notification channel broke'),
  });
  return events;
}

function addressesOf({ publicUrl, blobUrl, consoleUrl }: RuntimeConfig): Ports['addresses'] {
  return { publicUrl, blobUrl, consoleUrl };
}
