import type { PrismaClient } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { type Goods, goods, type Shelf, vcsSource } from './goods.ts';

/** Makes targets to try a mutation on, a new one each time, all of them at home. */
export interface Makers {
  readonly name: () => string;
  readonly artifact: (state: 'RELEASED' | 'QUARANTINED') => Promise<Goods>;
  readonly project: () => Promise<string>;
  readonly repository: () => Promise<string>;
  readonly proxy: (upstreamUrl: string) => Promise<string>;
  /** One that is set aside, and has a version of a package of the name. */
  readonly proxyWith: (packageName: string) => Promise<string>;
  readonly composerRepository: (as: {
    readonly id: string;
    readonly slug: string;
  }) => Promise<void>;
  readonly source: () => Promise<string>;
  readonly user: () => Promise<string>;
  readonly role: () => Promise<string>;
  readonly consumerRole: () => Promise<string>;
  readonly binding: () => Promise<string>;
  readonly rule: () => Promise<string>;
  readonly apiKey: () => Promise<string>;
  readonly session: () => Promise<string>;
  readonly keyRequest: () => Promise<string>;
  readonly upload: () => Promise<string>;
}

const soon = (): Date => new Date(Date.now() + 60_000);

export function makersOf(prisma: PrismaClient, home: Shelf): Makers {
  const { projectId, repositoryId, packageId } = home;
  let serial = 0;
  const name = () => `made-${(serial += 1)}`;
  const idOf = async (row: Promise<{ readonly id: string }>) => (await row).id;
  const user = () => {
    const username = name();
    return idOf(prisma.user.create({ data: { id: newId(), username, displayName: username } }));
  };
  const consumerRole = () => idOf(prisma.role.findUniqueOrThrow({ where: { name: 'Consumer' } }));
  return {
    name,
    user,
    consumerRole,
    artifact: (state) =>
      goods(prisma, { repositoryId, packageId, version: `9.${(serial += 1)}.0`, state }),
    project: () => {
      const slug = name();
      return idOf(prisma.project.create({ data: { id: newId(), slug, name: slug } }));
    },
    repository: () => {
      const slug = name();
      const data = { id: newId(), projectId, slug, name: slug, format: 'NPM' } as const;
      return idOf(prisma.repository.create({ data }));
    },
    proxy: (url) => idOf(proxyOf(prisma, { projectId, slug: name(), url })),
    proxyWith: (packageName) => proxyWith(prisma, { projectId, slug: name(), packageName }),
    composerRepository: async ({ id, slug }) => {
      const data = { id, projectId, slug, name: slug, format: 'COMPOSER' } as const;
      await prisma.repository.upsert({ where: { id }, create: data, update: {} });
    },
    source: async () => {
      const { id } = await vcsSource(prisma, { repositoryId, name: `made/${name()}` });
      return id;
    },
    role: () => {
      const data = { id: newId(), name: name(), actions: ['project:read'] };
      return idOf(prisma.role.create({ data }));
    },
    binding: async () => {
      const place = { scopeKind: 'PROJECT', projectId } as const;
      const data = { id: newId(), userId: await user(), roleId: await consumerRole(), ...place };
      return idOf(prisma.binding.create({ data }));
    },
    rule: () => {
      const place = { scopeKind: 'PROJECT', projectId } as const;
      const data = { id: newId(), effect: 'DENY', name: name(), reason: 'no', ...place } as const;
      return idOf(prisma.policyRule.create({ data }));
    },
    apiKey: async () => {
      const secret = { prefix: 'bnd_x', secretHash: newId(), actions: [] };
      const data = { id: newId(), name: 'key', userId: await user(), ...secret };
      return idOf(prisma.apiKey.create({ data }));
    },
    keyRequest: () => {
      const { project, repository } = home;
      const data = { id: newId(), secretHash: newId(), subscriber: '', expiresAt: soon() };
      return idOf(prisma.keyRequest.create({ data: { ...data, project, repository } }));
    },
    session: async () => {
      const data = { id: newId(), userId: await user(), expiresAt: soon() };
      return idOf(prisma.session.create({ data }));
    },
    upload: async () => {
      const userId = await user();
      const data = { id: newId(), repositoryId, userId, path: 'a.tgz', expiresAt: soon() };
      return idOf(prisma.upload.create({ data }));
    },
  };
}

interface ProxyWish {
  readonly projectId: string;
  readonly slug: string;
  readonly url: string;
}

function proxyOf(prisma: PrismaClient, { projectId, slug, url }: ProxyWish) {
  const upstream = { create: { url, claimedNames: [], sharedNames: [] } };
  const said = { id: newId(), projectId, slug, name: slug } as const;
  const data = { ...said, format: 'NPM', kind: 'PROXY', upstream } as const;
  return prisma.repository.create({ data });
}

interface FullProxyWish {
  readonly projectId: string;
  readonly slug: string;
  readonly packageName: string;
}

async function proxyWith(
  prisma: PrismaClient,
  { projectId, slug, packageName }: FullProxyWish,
): Promise<string> {
  const proxy = { projectId, slug, name: slug, format: 'NPM', kind: 'PROXY' } as const;
  const upstream = { url: 'http://127.0.0.1:9/', isOffline: true };
  const { id: repositoryId } = await prisma.repository.create({
    data: { ...proxy, id: newId(), upstream: { create: upstream } },
  });
  const { id: packageId } = await prisma.package.create({
    data: { id: newId(), repositoryId, name: packageName },
  });
  await goods(prisma, { repositoryId, packageId, version: '1.0.0', state: 'RELEASED' });
  return repositoryId;
}
