import type { Actor } from '@bonded/core/access';
import { updatePolicy } from '@bonded/core/clearance';
import {
  createRepository,
  type RepositoryWithProject,
  updateRepository,
} from '@bonded/core/repositories';
import { openFile } from '@bonded/core/supply';
import { parseDigest } from '@bonded/kernel';
import type { Warehouse } from './warehouse.ts';

export type Proxy = RepositoryWithProject;

export interface ProxyWish {
  readonly project?: string;
  readonly slug?: string;
  readonly upstreamSecret?: string;
  readonly freshForSeconds?: number;
  /** Left out: nothing waits for its age. */
  readonly cooldownHours?: number;
}

export interface PolicyWish {
  readonly cooldownHours?: number;
  readonly holdUnscanned?: boolean;
  readonly upstreamUntil?: Date;
}

export interface Proxies {
  readonly makeProxy: (upstreamUrl: string, wish?: ProxyWish) => Promise<Proxy>;
  /** What is bad is blocked; nothing waits for a scan or for its age where it is not wished. */
  readonly setPolicy: (repositoryId: string, wish?: PolicyWish) => Promise<void>;
  /** A file, as a reader of the repository gets it. */
  readonly textOf: (repository: Proxy, path: string) => Promise<string>;
  /** What processes keep of it beside the database: what they say next comes from elsewhere. */
  readonly forget: (repository: Proxy) => Promise<void>;
}

/** Makes proxies of plain upstreams; `usual` holds for each that is not wished otherwise. */
export function proxiesIn(
  { ports, signal }: Warehouse,
  admin: Actor,
  usual: ProxyWish = {},
): Proxies {
  let made = 0;

  async function makeProxy(upstreamUrl: string, wish: ProxyWish = {}): Promise<Proxy> {
    const { cooldownHours = 0, ...wanted } = { ...usual, ...wish };
    const slug = `proxy-${(made += 1)}`;
    const proxy = await createRepository(ports, admin, {
      ...{ project: 'harbour', slug, format: 'NPM', kind: 'PROXY', upstreamUrl, ...wanted },
    });
    await setPolicy(proxy.id, { cooldownHours });
    return proxy;
  }

  async function setPolicy(repositoryId: string, wish: PolicyWish = {}): Promise<void> {
    await updatePolicy(ports, admin, {
      ...{ repositoryId, blockSeverity: 'critical', blockMalware: true, holdUnscanned: false },
      ...wish,
    });
  }

  async function textOf(repository: Proxy, path: string): Promise<string> {
    const { file } = await openFile(ports, admin, { repository, path });
    const { chunks } = await ports.blobs.read(parseDigest(file.digest), { signal });
    return Buffer.concat(await Array.fromAsync(chunks)).toString();
  }

  async function forget({ id }: Proxy): Promise<void> {
    // The process hears of it as all others do: by a notification.
    const heard = Promise.withResolvers<void>();
    const unsubscribe = ports.events.subscribe((event) => {
      if (event.type === 'repository.changed' && event.repositoryId === id) heard.resolve();
    });
    await updateRepository(ports, admin, { id });
    await heard.promise;
    unsubscribe();
  }

  return { makeProxy, setPolicy, textOf, forget };
}
