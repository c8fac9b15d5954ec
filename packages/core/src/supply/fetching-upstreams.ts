import { seal } from '@bonded/auth';
import { LocalCache } from '@bonded/cache';
import { assert } from '@bonded/kernel';
import type {
  Claim,
  Claimable,
  LocatedFile,
  ProxyReads,
  RepositoryWithProject,
  ServedFormat,
  ToldPackage,
  TriedUpstream,
  UpstreamDocument,
  UpstreamDraft,
  UpstreamFormat,
  UpstreamSource,
  Upstreams,
} from '../repositories/index.ts';
import { awaitArrival, bringFile } from './bring-file.ts';
import { type Catalogue, Catalogues } from './catalogues.ts';
import { claimOf } from './claims.ts';
import { upstreamPending } from './errors.ts';
import { formatOf } from './format-of.ts';
import { ReadCounter } from './read-counter.ts';
import type { SupplyingPorts } from './supplying-ports.ts';
import { tryUpstream } from './try-upstream.ts';
import { Turns } from './turns.ts';
import { type DocumentWish, getDocument } from './upstream-documents.ts';
import { draftOf } from './upstream-draft.ts';
import {
  sealingContext,
  type UpstreamSettings,
  UpstreamSettingsReader,
} from './upstream-settings.ts';
import { UpstreamTokens } from './upstream-tokens.ts';
import type { UpstreamsPorts } from './upstreams-ports.ts';

/**
 * How many documents, and how many files, a process asks of one server at a time. The rest wait: no
 * install of ours is to look like an attack.
 */
const askedMax = 12;
const packagesMax = 10_000;
const packageBytesMax = 64 * 1024 * 1024;
/** How long what was read is used again, on top of the time for which its documents are fresh. */
const packageTtlMs = 5_000;
/** How long a client waits for a file that is on its way in, which goes on without it. */
const waitMsMax = 90_000;
/** Who comes again waits as long once more. */
const retryAfterSeconds = 1;
/** What was asked for in vain costs this much memory beside its documents. */
const toldBytesMin = 256;

/** Fetches over the network, and keeps what came. */
export class FetchingUpstreams implements Upstreams {
  readonly #ports: SupplyingPorts;
  readonly #settings: UpstreamSettingsReader;
  readonly #flights = new Map<string, Promise<void>>();
  readonly #questions = new Map<string, Promise<UpstreamDocument | null>>();
  readonly #packages = new LocalCache<ToldPackage>({
    entriesMax: packagesMax,
    ttlMs: packageTtlMs,
    weight: { max: packageBytesMax, of: ({ sizeBytes }) => sizeBytes },
  });
  readonly #catalogues: Catalogues;
  readonly #claims = new LocalCache<{ readonly claim: Claim | null }>({
    entriesMax: packagesMax,
    ttlMs: packageTtlMs,
  });
  #tellings = 0;

  constructor(ports: UpstreamsPorts) {
    const settings = new UpstreamSettingsReader(ports);
    const turns = new Turns(askedMax);
    const reads = new ReadCounter(ports);
    const own = { tokens: new UpstreamTokens(), turns, renewals: new Set<string>() };
    this.#ports = { ...ports, ...own, settings, reads };
    this.#settings = settings;
    this.#catalogues = new Catalogues(() => this.#nextTelling());
    ports.events.onGap(() => this.#forget());
    ports.events.subscribe((event) => {
      if (event.type === 'repository.changed' || event.type === 'policy-rules.changed') {
        this.#forget();
      }
      // The first package of a name makes it ours.
      if (event.type === 'package.changed') this.#claims.clear();
    });
  }

  package(proxy: RepositoryWithProject, name: string, series?: string): Promise<ToldPackage> {
    const key = `${proxy.id} ${name} ${series ?? ''}`;
    return this.#packages.get(key, () => this.#read(proxy, name, series));
  }

  async names(
    proxy: RepositoryWithProject,
    through: RepositoryWithProject | null = null,
  ): Promise<readonly string[]> {
    const told = await this.#catalogue(proxy);
    const names: string[] = [];
    for (const name of told?.packages.keys() ?? []) {
      if (!(await this.isClaimed(proxy, { name, through }))) names.push(name);
    }
    return names;
  }

  async document(
    proxy: RepositoryWithProject,
    address: string,
    options: { readonly isFixed?: boolean } = {},
  ): Promise<UpstreamDocument | null> {
    const upstream = await this.#settings.of(proxy.id);
    return this.#source(proxy, { upstream, name: null }).get(address, options);
  }

  async consult<Result>(
    proxy: RepositoryWithProject,
    wanted: Claimable,
    read: (source: UpstreamSource) => Promise<Result>,
  ): Promise<Result | null> {
    if (await this.isClaimed(proxy, wanted)) return null;
    const upstream = await this.#settings.of(proxy.id);
    const name = wanted.isNamespace === true ? null : wanted.name;
    return read(this.#source(proxy, { upstream, name }));
  }

  seal(repositoryId: string, secret: string): Uint8Array<ArrayBuffer> {
    const [kek] = this.#ports.keks;
    assert(kek !== undefined, 'there is at least one key-encryption key');
    return Uint8Array.from(seal(Buffer.from(secret), sealingContext(repositoryId), kek));
  }

  async try(draft: UpstreamDraft, signal: AbortSignal): Promise<TriedUpstream> {
    const { repositoryId } = draft;
    const kept = repositoryId === null ? null : await this.#settings.of(repositoryId);
    const { upstream } = formatOf(this.#ports, draft);
    return tryUpstream(this.#ports, { upstream: draftOf(draft, kept), format: upstream }, signal);
  }

  count(repositoryId: string, seen: Partial<ProxyReads>): void {
    this.#ports.reads.count(repositoryId, seen);
  }

  close(): Promise<void> {
    return this.#ports.reads.flush();
  }

  async isClaimed(proxy: RepositoryWithProject, wanted: Claimable): Promise<boolean> {
    return (await this.claimOf(proxy, wanted)) !== null;
  }

  async claimOf(proxy: RepositoryWithProject, wanted: Claimable): Promise<Claim | null> {
    const { name, isNamespace = false, through } = wanted;
    const key = `${proxy.id} ${through?.id ?? ''} ${isNamespace ? `${name}*` : name}`;
    const kept = await this.#claims.get(key, async () => {
      const upstream = await this.#settings.of(proxy.id);
      const { nameKeyOf } = this.#format(proxy);
      const asked = { ...wanted, upstream, nameKeyOf };
      return { claim: await claimOf(this.#ports, proxy, asked) };
    });
    return kept.claim;
  }

  async bring(proxy: RepositoryWithProject, path: string): Promise<void> {
    const key = `${proxy.id} ${path}`;
    await this.#inTime(
      this.#flights.get(key) ?? this.#takeOff(key, () => this.#bring(proxy, path)),
    );
  }

  async join(repositoryId: string, path: string): Promise<void> {
    const key = `${repositoryId} ${path}`;
    const joined = `join ${key}`;
    const flight =
      this.#flights.get(key) ??
      this.#flights.get(joined) ??
      this.#takeOff(joined, () => awaitArrival(this.#ports, { repositoryId, path }));
    await this.#inTime(flight);
  }

  async #inTime(flight: Promise<void>): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const message = 'The file is being fetched and inspected. Try again shortly.';
      late.reject(upstreamPending(message, { details: { retryAfterSeconds } }));
    }, waitMsMax);
    try {
      await Promise.race([flight, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  #forget(): void {
    this.#packages.clear();
    this.#catalogues.forget();
    this.#claims.clear();
    this.#ports.tokens.forget();
  }

  #takeOff(key: string, start: () => Promise<void>): Promise<void> {
    const flight = start().finally(() => this.#flights.delete(key));
    // It may outlive all who wait for it.
    flight.catch(() => {});
    this.#flights.set(key, flight);
    return flight;
  }

  async #bring(proxy: RepositoryWithProject, path: string): Promise<void> {
    const upstream = await this.#settings.of(proxy.id);
    if (upstream.isOffline) return;
    const located = await this.#locate(proxy, upstream, path);
    if (located !== null) await bringFile(this.#ports, { proxy, upstream, located });
  }

  async #locate(
    proxy: RepositoryWithProject,
    upstream: UpstreamSettings,
    path: string,
  ): Promise<LocatedFile | null> {
    const format = this.#format(proxy);
    const name = format.packageOf(path);
    if (name === null) return null;
    const told = await this.package(proxy, name);
    for (const { files, ...about } of told.package?.versions ?? []) {
      const file = files.find((each) => each.path === path);
      if (file === undefined) continue;
      const { version, publishedAt, metadata } = about;
      return { name, version, publishedAt, metadata, file };
    }
    if (format.locate === undefined || (await this.isClaimed(proxy, { name }))) return null;
    const located = await format.locate(this.#source(proxy, { upstream, name }), path);
    return located && { ...located, listedAt: listedAt(told, located) };
  }

  async #read(
    proxy: RepositoryWithProject,
    name: string,
    series: string | undefined,
  ): Promise<ToldPackage> {
    if (await this.isClaimed(proxy, { name })) {
      return { telling: this.#nextTelling(), package: null, sizeBytes: toldBytesMin };
    }
    const catalogue = await this.#catalogue(proxy);
    if (catalogue !== null) {
      const { telling, packages } = catalogue;
      return { telling, package: packages.get(name) ?? null, sizeBytes: toldBytesMin };
    }
    const telling = this.#nextTelling();
    const upstream = await this.#settings.of(proxy.id);
    let sizeBytes = toldBytesMin;
    const source = this.#source(proxy, { upstream, name }, (bytes) => {
      sizeBytes += bytes;
    });
    const { read, readSeries } = this.#format(proxy);
    const isOfSeries = series !== undefined && readSeries !== undefined;
    const found = await (isOfSeries ? readSeries(source, name, series) : read(source, name));
    return { telling, package: found, sizeBytes };
  }

  /** Null where the format's upstreams tell of one package at a time. */
  async #catalogue(proxy: RepositoryWithProject): Promise<Catalogue | null> {
    const { readAll } = this.#format(proxy);
    if (readAll === undefined) return null;
    const upstream = await this.#settings.of(proxy.id);
    return this.#catalogues.of(proxy.id, (onRead) =>
      readAll(this.#source(proxy, { upstream, name: null }, onRead)),
    );
  }

  #nextTelling(): number {
    this.#tellings += 1;
    return this.#tellings;
  }

  /** Those who ask the same at the same time are answered together. */
  #ask(upstream: UpstreamSettings, wish: DocumentWish): Promise<UpstreamDocument | null> {
    const { address, accept = '', header = '' } = wish;
    const key = [upstream.repositoryId, address.href, accept, header].join(' ');
    const asked = this.#questions.get(key);
    if (asked !== undefined) return asked;
    const question = getDocument(this.#ports, upstream, wish).finally(() =>
      this.#questions.delete(key),
    );
    this.#questions.set(key, question);
    return question;
  }

  #source(
    proxy: RepositoryWithProject,
    { upstream, name }: { readonly upstream: UpstreamSettings; readonly name: string | null },
    onRead: (bytes: number) => void = () => {},
  ): UpstreamSource {
    const { scopeOf, nameKeyOf = (text: string) => text } = this.#format(proxy);
    const key = name === null ? null : nameKeyOf(name);
    const find = (address: string, wish: Omit<DocumentWish, 'address' | 'scope' | 'name'>) => {
      const url = new URL(address, upstream.url);
      const scope = scopeOf?.(url) ?? null;
      return this.#ask(upstream, { ...wish, address: url, scope, name: key });
    };
    return {
      url: upstream.url,
      defaultNamespace: upstream.defaultNamespace,
      get: async (address, options = {}) => {
        const document = await find(address, options);
        onRead(document?.bytes.length ?? 0);
        return document;
      },
      header: async (address, { name: header, accept }) => {
        const document = await find(address, { accept, header });
        return document?.bytes.toString() ?? null;
      },
    };
  }

  #format({ format }: RepositoryWithProject): UpstreamFormat {
    const upstream = this.#ports.formats.find(({ id }: ServedFormat) => id === format)?.upstream;
    assert(upstream !== undefined, 'a proxy is only made in a format that has upstreams');
    return upstream;
  }
}

/** When the index last changed that tells of a version which a file is of. */
function listedAt({ package: told }: ToldPackage, { version }: LocatedFile): Date | null {
  const isListed = told?.versions.some((each) => each.version === version) ?? false;
  return isListed ? (told?.updatedAt ?? null) : null;
}
