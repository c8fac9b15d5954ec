import type { Actor } from '@bonded/core/access';
import { serviceActor } from '@bonded/core/access';
import {
  type PublishArtifactInput,
  type PublishResult,
  publishArtifact,
} from '@bonded/core/artifacts';
import { runScan } from '@bonded/core/clearance';
import { depositBlob, type NamedDigest } from '@bonded/core/deposits';
import type { ScanComponent, StagedBlob } from '@bonded/core/ports';
import { createProject } from '@bonded/core/projects';
import { createRepository, type RepositoryWithProject } from '@bonded/core/repositories';
import { afterTest } from '@bonded/testing';
import type { Warehouse } from './warehouse.ts';

export interface RepositoryWish {
  readonly project?: string;
  readonly slug: string;
  readonly format?: 'NPM' | 'OCI' | 'RAW';
  readonly isPublic?: boolean;
}

/** Makes a repository, and its project where there is none yet. */
export async function makeRepository(
  { ports }: Warehouse,
  admin: Actor,
  { project = 'harbour', slug, format = 'NPM', isPublic = false }: RepositoryWish,
): Promise<RepositoryWithProject> {
  const { prisma } = ports.database;
  const known = await prisma.project.findUnique({ where: { slug: project } });
  if (known === null) await createProject(ports, admin, { slug: project, name: project });
  const input = { project, slug, format, kind: 'HOSTED', isPublic } as const;
  return createRepository(ports, admin, input);
}

export function stage({ ports, signal }: Warehouse, text: string): Promise<StagedBlob> {
  const body = (async function* () {
    yield Buffer.from(text);
  })();
  return ports.blobs.stage(body, { signal, bytesMax: 1024 * 1024 });
}

export interface DepositWish {
  readonly repository: RepositoryWithProject;
  readonly packageName: string;
  readonly bytes: string;
}

/** Deposits bytes for a package, and says by which digest. */
export async function bringDeposit(
  warehouse: Warehouse,
  actor: Actor,
  { bytes, ...place }: DepositWish,
): Promise<NamedDigest> {
  const staged = await stage(warehouse, bytes);
  const expected = { algorithm: 'sha256', hex: staged.digest } as const;
  await depositBlob(warehouse.ports, actor, { ...place, staged, expected }, warehouse.signal);
  return expected;
}

export interface Goods {
  readonly repository: RepositoryWithProject;
  readonly name: string;
  /** Null in a raw repository. */
  readonly version: string | null;
  readonly bytes?: string;
  readonly bundled?: readonly string[];
  /** Where the package goes by another name than here. */
  readonly component?: { readonly ecosystem: string; readonly name: string };
  readonly tags?: readonly string[];
  readonly alongside?: PublishArtifactInput['alongside'];
  readonly early?: PublishArtifactInput['early'];
  readonly onExisting?: PublishArtifactInput['onExisting'];
  /** Left out: as npm would call it. */
  readonly path?: string;
}

function componentOf(spec: string, relation: ScanComponent['relation']): ScanComponent {
  const at = spec.lastIndexOf('@');
  const [name, version] = [spec.slice(0, at), spec.slice(at + 1)];
  const purl = `pkg:npm/${encodeURIComponent(name)}@${version}`;
  return { purl, ecosystem: 'npm', name, version, versionIsExact: true, relation };
}

/** Publishes as a format would: bytes staged, described by name and components. */
export async function publish(
  warehouse: Warehouse,
  actor: Actor,
  goods: Goods,
): Promise<PublishResult> {
  const { repository, name, version, bundled = [], bytes = `${name} ${version}` } = goods;
  const isRaw = repository.format === 'RAW';
  const path = goods.path ?? (isRaw ? name : `${name}/-/${name}-${version}.tgz`);
  const staged = await stage(warehouse, bytes);
  const input: PublishArtifactInput = {
    repository,
    name,
    version,
    metadata: {},
    files: [{ path, contentType: 'application/octet-stream', staged }],
    components: isRaw
      ? []
      : [
          { ...componentOf(`${name}@${version}`, 'self'), ...goods.component },
          ...bundled.map((spec) => componentOf(spec, 'bundled')),
        ],
    ...(goods.tags === undefined ? {} : { tags: goods.tags }),
    ...(goods.alongside === undefined ? {} : { alongside: goods.alongside }),
    ...(goods.early === undefined ? {} : { early: goods.early }),
    ...(goods.onExisting === undefined ? {} : { onExisting: goods.onExisting }),
  };
  return publishArtifact(warehouse.ports, actor, input, warehouse.signal);
}

const scanner = serviceActor('scanner', []);
const scanPauseMs = 20;

/** Does what the worker would: runs every scan that waits, oldest first. Returns how many. */
export async function runScans({ ports, signal }: Warehouse): Promise<number> {
  const waiting = await ports.database.prisma.scan.findMany({
    where: { finishedAt: null },
    orderBy: { createdAt: 'asc' },
  });
  for (const { id } of waiting) await runScan(ports, scanner, { scanId: id }, signal);
  return waiting.length;
}

/** Does it all the while: who publishes or asks for what is fetched waits for a verdict. */
export function keepScanning(warehouse: Warehouse): void {
  const work = { isOver: false };
  const scanning = (async () => {
    while (!work.isOver) {
      await runScans(warehouse);
      await new Promise((resolve) => setTimeout(resolve, scanPauseMs));
    }
  })();
  afterTest(async () => {
    work.isOver = true;
    await scanning;
  });
}

export async function stateOf({ ports }: Warehouse, artifactId: string): Promise<string> {
  const row = await ports.database.prisma.artifact.findUniqueOrThrow({ where: { id: artifactId } });
  return row.state;
}
