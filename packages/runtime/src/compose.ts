import { join, resolve } from 'node:path';
import {
  type KeyRing,
  LoginThrottle,
  PasswordHasher,
  readKeyEncryptionKey,
  TokenIssuer,
  TokenVerifier,
} from '@bonded/auth';
import { createReadCaches } from '@bonded/core/caches';
import { DatabaseAdvisoryIndex } from '@bonded/core/clearance';
import { createEventBus, feedEventBus, type RunningEventBus } from '@bonded/core/events';
import {
  createPrincipalCache,
  ensureBuiltInRoles,
  type IdentityPorts,
  installationSecret,
  loadKeyRing,
  rotateSigningKeys,
} from '@bonded/core/identity';
import type { Ports } from '@bonded/core/ports';
import { createDatabase, type Database } from '@bonded/database';
import { systemClock } from '@bonded/kernel';
import { ContentRulesScanner } from '@bonded/scanner/content-rules';
import { OsvScanner } from '@bonded/scanner/osv';
import { createLogger, type Logger, Metrics } from '@bonded/telemetry';
import type { RuntimeConfig } from './config.ts';
import { openAttemptCounter } from './open-attempt-counter.ts';
import { openBlobStores } from './open-blob-stores.ts';

/** Everything that a process of ours works with, built bottom-up from its configuration. */
export interface Runtime extends AsyncDisposable {
  readonly config: RuntimeConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly ports: Ports & IdentityPorts & { readonly advisoryFolder: string };
  readonly ring: () => KeyRing;
  readonly events: RunningEventBus;
  /** Ends when the process should: everything long-running hangs on it. */
  readonly signal: AbortSignal;
}

const statementTimeoutMs = 5_000;
const keyRotationCheckMs = 60 * 60 * 1000;

/** Builds the runtime of one process. `role` names it in the log. */
export async function composeRuntime(
  config: RuntimeConfig,
  options: { readonly role: string; readonly signal: AbortSignal },
): Promise<Runtime> {
  const { signal } = options;
  const logger = createLogger({ role: options.role, level: config.logLevel });
  const disposables = new AsyncDisposableStack();
  const database = createDatabase({
    url: config.databaseUrl.reveal(),
    poolMax: config.databasePoolMax,
    statementTimeoutMs,
    onPoolError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });
  disposables.use(database);
  const dataDirectory = resolve(config.dataDirectory);
  const keks = [await readKeyEncryptionKey(config.keyEncryptionKeyFile)];
  const events = createEventBus();
  await feedEventBus(events, {
    url: config.databaseUrl.reveal(),
    signal,
    onError: (error) => logger.warn({ err: error }, 'the notification channel broke'),
  });
  await ensureBuiltInRoles(database);
  const ring = await keepKeyRing({ database, keks, events, signal, logger });
  const stores = await openBlobStores(config, dataDirectory, signal);
  disposables.use(stores);
  const counter = await openAttemptCounter(config, signal);
  disposables.use(counter);
  const clock = systemClock;
  const issuer = config.publicUrl;
  const ports = {
    database,
    clock,
    events,
    blobs: stores.blobs,
    partials: stores.partials,
    caches: createReadCaches(events),
    addresses: {
      publicUrl: config.publicUrl,
      blobUrl: config.blobUrl,
      consoleUrl: config.consoleUrl,
    },
    scanners: [
      new OsvScanner({ index: new DatabaseAdvisoryIndex(database), clock }),
      new ContentRulesScanner(),
    ],
    passwords: new PasswordHasher(),
    throttle: new LoginThrottle(counter),
    tokens: new TokenIssuer({ ring, issuer, clock }),
    verifier: new TokenVerifier({
      issuer,
      clock,
      findKey: (kid) => Promise.resolve(ring().verificationKey(kid, clock.now())),
    }),
    pepper: await installationSecret(database, keks, 'api-key-pepper'),
    refreshSecret: await installationSecret(database, keks, 'refresh-successor'),
    principals: createPrincipalCache(events),
    advisoryFolder: join(dataDirectory, 'advisories'),
  } satisfies Runtime['ports'];
  return {
    config,
    logger,
    metrics: new Metrics(options.role),
    ports,
    ring,
    events,
    signal,
    [Symbol.asyncDispose]: () => disposables.disposeAsync(),
  };
}

interface KeyRingKeeping {
  readonly database: Database;
  readonly keks: Parameters<typeof loadKeyRing>[0]['keks'];
  readonly events: RunningEventBus;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * The signing keys of the moment: rotated when due, loaded again whenever any replica rotated them.
 */
async function keepKeyRing(keeping: KeyRingKeeping): Promise<() => KeyRing> {
  const { database, keks, events, signal, logger } = keeping;
  const ports = { database, keks };
  await rotateSigningKeys(ports, systemClock.now());
  let ring = await loadKeyRing(ports);
  const reload = () => {
    loadKeyRing(ports).then(
      (loaded) => {
        ring = loaded;
      },
      (error: unknown) => logger.error({ err: error }, 'the signing keys could not be loaded'),
    );
  };
  events.onGap(reload);
  events.subscribe((event) => {
    if (event.type === 'signing-keys.changed') reload();
  });
  const timer = setInterval(() => {
    rotateSigningKeys(ports, systemClock.now()).catch((error: unknown) => {
      logger.error({ err: error }, 'the signing keys could not be rotated');
    });
  }, keyRotationCheckMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return () => ring;
}
