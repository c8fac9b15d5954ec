import { type KeyEncryptionKey, unseal } from '@bonded/auth';
import { LocalCache } from '@bonded/cache';
import type { Database, Upstream } from '@bonded/database';
import { assert, Secret } from '@bonded/kernel';
import type { EventBus } from '../events/index.ts';

/** An upstream with its credential opened: kept in memory alone. */
export interface UpstreamSettings extends Omit<Upstream, 'url' | 'sealedSecret'> {
  readonly url: URL;
  /** The value of `Authorization`. */
  readonly authorization: Secret | undefined;
}

/** What asking it takes. */
export type AskedUpstream = Pick<
  UpstreamSettings,
  'repositoryId' | 'url' | 'userName' | 'authorization'
>;

const entriesMax = 10_000;
/** How stale a setting may be when a notification got lost. */
const ttlMs = 5_000;

/** Binds a sealed credential to its repository: moved to another row it does not open. */
export function sealingContext(repositoryId: string): string {
  return `upstream:${repositoryId}`;
}

/** The upstreams of all proxies, read when they are needed. */
export class UpstreamSettingsReader {
  readonly #database: Database;
  readonly #keks: readonly KeyEncryptionKey[];
  readonly #kept = new LocalCache<UpstreamSettings>({ entriesMax, ttlMs });

  constructor(options: {
    readonly database: Database;
    readonly events: EventBus;
    readonly keks: readonly KeyEncryptionKey[];
  }) {
    this.#database = options.database;
    this.#keks = options.keks;
    options.events.onGap(() => this.#kept.clear());
    options.events.subscribe((event) => {
      if (event.type === 'repository.changed') this.#kept.delete(event.repositoryId);
    });
  }

  of(repositoryId: string): Promise<UpstreamSettings> {
    return this.#kept.get(repositoryId, () => this.#load(repositoryId));
  }

  /** What was read of it is over. */
  forget(repositoryId: string): void {
    this.#kept.delete(repositoryId);
  }

  async #load(repositoryId: string): Promise<UpstreamSettings> {
    const row = await this.#database.prisma.upstream.findUnique({ where: { repositoryId } });
    assert(row !== null, 'a proxy is made together with its upstream');
    const { sealedSecret: _, ...rest } = row;
    return { ...rest, url: new URL(row.url), authorization: this.#authorization(row) };
  }

  #authorization({ repositoryId, userName, sealedSecret }: Upstream): Secret | undefined {
    if (sealedSecret === null) return undefined;
    const secret = unseal(sealedSecret, sealingContext(repositoryId), this.#keks).toString();
    return authorizationOf({ userName, secret });
  }
}

/** The value of `Authorization`: without a user name the secret is a token. */
export function authorizationOf(credential: {
  readonly userName: string | null;
  readonly secret: string;
}): Secret {
  const { userName, secret } = credential;
  if (userName === null) return new Secret(`Bearer ${secret}`);
  return new Secret(`Basic ${Buffer.from(`${userName}:${secret}`).toString('base64')}`);
}
