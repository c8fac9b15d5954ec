import type { PrismaClient } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { goods, type Shelf } from './goods.ts';
import { allows, allowsSomewhere, type Principal, type Where } from './principals.ts';

/** How to try one mutation: a target of its own for every try, all of it at home. */
export interface MutationCase {
  readonly makeInput: () => Promise<Record<string, unknown>>;
  /** Where its declared action has to be held. */
  readonly at: Where;
  /** For mutations that are everybody's own, or that ask for more than an action. */
  readonly isAllowed?: (who: Principal) => boolean;
}

const nobody = (): boolean => false;

/** A case for every mutation of the schema, by its name. */
export function mutationCases(
  prisma: PrismaClient,
  home: Shelf,
): Readonly<Record<string, MutationCase>> {
  const { projectId, repositoryId, packageId } = home;
  const everywhere: Where = {};
  const project: Where = { projectId };
  const at: Where = { projectId, repositoryId };
  let serial = 0;
  const name = () => `made-${(serial += 1)}`;

  const newArtifact = (state: 'RELEASED' | 'QUARANTINED') =>
    goods(prisma, { repositoryId, packageId, version: `9.${(serial += 1)}.0`, state });
  const newUser = async () => {
    const username = name();
    return prisma.user.create({ data: { id: newId(), username, displayName: username } });
  };
  const newRole = async () =>
    prisma.role.create({ data: { id: newId(), name: name(), actions: ['project:read'] } });
  const consumer = async () => prisma.role.findUniqueOrThrow({ where: { name: 'Consumer' } });
  const newRepository = async () => {
    const slug = name();
    return prisma.repository.create({
      data: { id: newId(), projectId, slug, name: slug, format: 'NPM' },
    });
  };
  const newProject = async () => {
    const slug = name();
    return prisma.project.create({ data: { id: newId(), slug, name: slug } });
  };
  const soon = () => new Date(Date.now() + 60_000);
  const note = 'Looked at by hand.';
  const artifact =
    (state: 'RELEASED' | 'QUARANTINED', more: object = {}) =>
    async () => ({
      id: (await newArtifact(state)).artifactId,
      ...more,
    });

  return {
    createProject: { at: everywhere, makeInput: async () => ({ slug: name(), name: 'P' }) },
    updateProject: { at: project, makeInput: async () => ({ id: projectId, name: name() }) },
    // A new project is nobody's but the global roles'.
    deleteProject: { at: everywhere, makeInput: async () => ({ id: (await newProject()).id }) },
    createRepository: {
      at: project,
      makeInput: async () => ({
        project: home.project,
        slug: name(),
        format: 'NPM',
        kind: 'HOSTED',
      }),
    },
    updateRepository: { at, makeInput: async () => ({ id: repositoryId, description: name() }) },
    deleteRepository: { at: project, makeInput: async () => ({ id: (await newRepository()).id }) },
    updatePolicy: {
      at,
      makeInput: async () => ({
        repositoryId,
        blockSeverity: 'HIGH',
        blockMalware: true,
        holdUnscanned: true,
      }),
    },
    releaseArtifact: { at, makeInput: artifact('QUARANTINED', { note }) },
    rejectArtifact: { at, makeInput: artifact('QUARANTINED', { note }) },
    rescanArtifact: { at, makeInput: artifact('RELEASED') },
    deleteArtifact: { at, makeInput: artifact('RELEASED') },
    deprecateArtifact: { at, makeInput: artifact('RELEASED', { message: note }) },
    setTag: { at, makeInput: async () => ({ packageId, name: name(), version: '1.0.0' }) },
    deleteTag: {
      at,
      makeInput: async () => {
        const { version } = await newArtifact('RELEASED');
        return { packageId, name: `v${version}` };
      },
    },
    createUser: {
      at: everywhere,
      makeInput: async () => ({
        username: name(),
        displayName: 'New',
        password: `long enough ${newId()}`,
      }),
    },
    updateUser: {
      at: everywhere,
      makeInput: async () => ({ id: (await newUser()).id, displayName: name() }),
    },
    changePassword: {
      at: everywhere,
      isAllowed: (who) => who.isSession && allows(who, 'user:update', everywhere),
      makeInput: async () => ({
        userId: (await newUser()).id,
        newPassword: `long enough ${newId()}`,
      }),
    },
    createRole: {
      at: everywhere,
      makeInput: async () => ({ name: name(), actions: ['project:read'] }),
    },
    updateRole: {
      at: everywhere,
      makeInput: async () => ({ id: (await newRole()).id, actions: ['repository:read'] }),
    },
    deleteRole: { at: everywhere, makeInput: async () => ({ id: (await newRole()).id }) },
    createBinding: {
      at: project,
      makeInput: async () => ({
        userId: (await newUser()).id,
        roleId: (await consumer()).id,
        project: home.project,
      }),
    },
    deleteBinding: {
      at: project,
      makeInput: async () => {
        const { id } = await prisma.binding.create({
          data: {
            id: newId(),
            userId: (await newUser()).id,
            roleId: (await consumer()).id,
            scopeKind: 'PROJECT',
            projectId,
          },
        });
        return { id };
      },
    },
    createApiKey: {
      at: everywhere,
      isAllowed: (who) => who.isSession && allowsSomewhere(who, 'key:create'),
      makeInput: async () => ({ name: name() }),
    },
    revokeApiKey: {
      at: everywhere,
      isAllowed: (who) => allows(who, 'key:revoke-all', everywhere),
      makeInput: async () => {
        const { id: userId } = await newUser();
        const { id } = await prisma.apiKey.create({
          data: {
            id: newId(),
            name: 'key',
            prefix: 'bnd_x',
            secretHash: newId(),
            userId,
            actions: [],
          },
        });
        return { id };
      },
    },
    revokeSession: {
      at: everywhere,
      isAllowed: (who) => allows(who, 'user:update', everywhere),
      makeInput: async () => {
        const { id: userId } = await newUser();
        const { id } = await prisma.session.create({
          data: { id: newId(), userId, expiresAt: soon() },
        });
        return { id };
      },
    },
    terminateUpload: {
      at,
      // Somebody else's: whoever may not see it is told that it is not there.
      isAllowed: nobody,
      makeInput: async () => {
        const { id: userId } = await newUser();
        const { id } = await prisma.upload.create({
          data: { id: newId(), repositoryId, userId, path: 'a.tgz', expiresAt: soon() },
        });
        return { id };
      },
    },
    importAdvisories: {
      at: everywhere,
      makeInput: async () => {
        await prisma.advisoryImport.updateMany({ data: { finishedAt: new Date() } });
        return { source: 'osv/all.zip' };
      },
    },
  };
}
