import { type KeyEncryptionKey, seal, unseal } from '@bonded/auth';
import type { VcsRef } from '@bonded/database';
import { assert, Secret } from '@bonded/kernel';
import type { VcsDriver, VcsKind } from '@bonded/vcs';
import type {
  RepositoryWithProject,
  SecretUse,
  SourceFormat,
  Sources,
  ToldPackage,
  UpstreamVersion,
} from '../repositories/index.ts';
import { type UpstreamsPorts, upstreamPending } from '../supply/index.ts';
import { type BringPorts, bringArchive } from './bring-archive.ts';

/** How long a client waits for an archive that is on its way in, which goes on without it. */
const waitMsMax = 90_000;
const refsMax = 20_000;

export interface VcsSourcesPorts extends Omit<BringPorts, 'sources'>, Pick<UpstreamsPorts, 'keks'> {
  readonly drivers: readonly VcsDriver[];
}

/** The sources of all repositories: told of from our rows, fetched when somebody asks. */
export class VcsSources implements Sources {
  readonly #ports: VcsSourcesPorts;
  readonly #flights = new Map<string, Promise<void>>();

  constructor(ports: VcsSourcesPorts) {
    this.#ports = ports;
  }

  async package(repository: RepositoryWithProject, packageId: string): Promise<ToldPackage | null> {
    const { prisma } = this.#ports.database;
    const source = await prisma.vcsSource.findUnique({
      where: { packageId },
      include: {
        refs: {
          where: { version: { not: null } },
          orderBy: [{ kind: 'asc' }, { name: 'asc' }],
          take: refsMax,
        },
      },
    });
    const format = this.#format(repository);
    if (source === null || format === undefined) return null;
    const burned = await this.#burned(repository, packageId);
    const versions = new Map<string, UpstreamVersion>();
    for (const ref of source.refs) {
      const told = toldVersion(format, source.name, ref);
      // Of two tags that say one version, the first by name is the version.
      if (burned.has(told.version) || versions.has(told.version)) continue;
      versions.set(told.version, told);
    }
    return {
      telling: 0,
      package: { name: source.name, versions: [...versions.values()], tags: new Map() },
      sizeBytes: 0,
    };
  }

  async bring(repository: RepositoryWithProject, path: string): Promise<void> {
    const key = `${repository.id} ${path}`;
    const flight = this.#flights.get(key) ?? this.#takeOff(key, repository, path);
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(upstreamPending('The archive is being made and inspected. Try again shortly.'));
    }, waitMsMax);
    try {
      await Promise.race([flight, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  driver(kind: VcsKind): VcsDriver {
    const found = this.#ports.drivers.find((driver) => driver.kind === kind);
    assert(found !== undefined, 'there is a driver of every kind');
    return found;
  }

  seal(use: SecretUse, secret: string): Uint8Array<ArrayBuffer> {
    const [kek] = this.#ports.keks;
    assert(kek !== undefined, 'there is at least one key-encryption key');
    return Uint8Array.from(seal(Buffer.from(secret), contextOf(use), kek));
  }

  unseal(use: SecretUse, sealed: Uint8Array): Secret {
    const keks: readonly KeyEncryptionKey[] = this.#ports.keks;
    return new Secret(unseal(sealed, contextOf(use), keks).toString());
  }

  #format({ format }: RepositoryWithProject): SourceFormat | undefined {
    return this.#ports.formats.find(({ id }) => id === format)?.source;
  }

  /** What was deleted here is not told of again, where versions are never given out twice. */
  async #burned(
    { canReuseVersions }: RepositoryWithProject,
    packageId: string,
  ): Promise<ReadonlySet<string>> {
    if (canReuseVersions) return new Set();
    const rows = await this.#ports.database.prisma.artifact.findMany({
      where: { packageId, deletedAt: { not: null } },
      select: { version: true },
    });
    return new Set(rows.map(({ version }) => version));
  }

  #takeOff(key: string, repository: RepositoryWithProject, path: string): Promise<void> {
    const flight = this.#bring(repository, path).finally(() => this.#flights.delete(key));
    // It may outlive all who wait for it.
    flight.catch(() => {});
    this.#flights.set(key, flight);
    return flight;
  }

  async #bring(repository: RepositoryWithProject, path: string): Promise<void> {
    const format = this.#format(repository);
    const wanted = format?.versionAt(path) ?? null;
    if (format === undefined || wanted === null) return;
    const ref = await this.#ports.database.prisma.vcsRef.findFirst({
      where: {
        version: wanted.version,
        source: { repositoryId: repository.id, name: wanted.name, isPaused: false },
      },
      orderBy: [{ kind: 'asc' }, { name: 'asc' }],
      include: { source: true },
    });
    if (ref === null) return;
    const told = toldVersion(format, ref.source.name, ref);
    const ports = { ...this.#ports, sources: this };
    await bringArchive(ports, { repository, source: ref.source, ref, told });
  }
}

/** Binds a sealed secret to its source and its use: moved to another row it does not open. */
function contextOf({ sourceId, for: use }: SecretUse): string {
  return `vcs-source:${sourceId}:${use}`;
}

function toldVersion(format: SourceFormat, name: string, ref: VcsRef): UpstreamVersion {
  assert(ref.version !== null, 'only refs that are versions are told of');
  // NOTE: written by `readRef`, as its format stores it.
  const metadata = (ref.metadata ?? {}) as UpstreamVersion['metadata'];
  return {
    version: ref.version,
    metadata,
    publishedAt: ref.committedAt,
    licence: ref.licence,
    files: [
      {
        path: format.pathOf(name, ref.version),
        address: '',
        digests: {},
        contentType: 'application/zip',
      },
    ],
  };
}
