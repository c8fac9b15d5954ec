import type { PrismaClient } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { Shelf } from './goods.ts';
import { type Makers, makersOf } from './makers.ts';
import { allows, allowsSomewhere, type Principal, type Where } from './principals.ts';

/** How to try one mutation. */
export interface MutationCase {
  readonly makeInput: () => Promise<object> | object;
  /** Where its declared action has to be held. */
  readonly at: Where;
  /** For mutations that are everybody's own, or that ask for more than an action. */
  readonly isAllowed?: (who: Principal) => boolean;
}

type Cases = Readonly<Record<string, MutationCase>>;

const everywhere: Where = {};
const note = 'Looked at by hand.';

/** A case for every mutation of the schema, by its name. */
export function mutationCases(prisma: PrismaClient, home: Shelf, forgeUrl: string): Cases {
  const make = makersOf(prisma, home);
  return {
    ...placeCases(make, home, forgeUrl),
    ...contentCases(make, home),
    ...peopleCases(make),
    ...rightsCases(make, home),
    ...ownCases(make, home),
    ...sourceCases(make, home, forgeUrl),
    importAdvisories: {
      at: everywhere,
      makeInput: async () => {
        await prisma.advisoryImport.updateMany({ data: { finishedAt: new Date() } });
        return { source: 'osv/all.zip' };
      },
    },
  };
}

function placeCases(
  make: Makers,
  { project, projectId, repositoryId }: Shelf,
  forgeUrl: string,
): Cases {
  const at: Where = { projectId, repositoryId };
  const format = { format: 'NPM', kind: 'HOSTED' };
  const rules = { blockSeverity: 'HIGH', blockMalware: true, holdUnscanned: true };
  return {
    createProject: { at: everywhere, makeInput: () => ({ slug: make.name(), name: 'P' }) },
    updateProject: { at: { projectId }, makeInput: () => ({ id: projectId, name: make.name() }) },
    updateQuota: {
      at: everywhere,
      makeInput: async () => ({ projectId: await make.project(), limitBytes: '1000' }),
    },
    // A new project is nobody's but the global roles'.
    deleteProject: { at: everywhere, makeInput: async () => ({ id: await make.project() }) },
    createRepository: {
      at: { projectId },
      makeInput: () => ({ project, slug: make.name(), ...format }),
    },
    checkUpstream: {
      at: { projectId },
      makeInput: () => ({ project, format: 'NPM', upstreamUrl: forgeUrl }),
    },
    checkProxy: {
      at: { projectId },
      makeInput: async () => ({ id: await make.proxy(forgeUrl) }),
    },
    updateRepository: { at, makeInput: () => ({ id: repositoryId, description: make.name() }) },
    deleteRepository: {
      at: { projectId },
      makeInput: async () => ({ id: await make.repository() }),
    },
    updatePolicy: { at, makeInput: () => ({ repositoryId, ...rules }) },
    prefetchVersion: {
      at: { projectId },
      makeInput: async () => ({ repositoryId: await make.proxyWith('apple'), name: 'apple' }),
    },
    invalidateUpstream: {
      at: { projectId },
      makeInput: async () => ({ repositoryId: await make.proxyWith('apple') }),
    },
  };
}

function contentCases(make: Makers, { projectId, repositoryId, packageId }: Shelf): Cases {
  const at: Where = { projectId, repositoryId };
  const on = (state: 'RELEASED' | 'QUARANTINED', more: object = {}): MutationCase => ({
    at,
    makeInput: async () => ({ id: (await make.artifact(state)).artifactId, ...more }),
  });
  return {
    releaseArtifact: on('QUARANTINED', { note }),
    rejectArtifact: on('QUARANTINED', { note }),
    rescanArtifact: on('RELEASED'),
    deleteArtifact: on('RELEASED'),
    deprecateArtifact: on('RELEASED', { message: note }),
    yankArtifact: on('RELEASED', { isYanked: true, reason: note }),
    setTag: { at, makeInput: () => ({ packageId, name: make.name(), version: '1.0.0' }) },
    deleteTag: {
      at,
      makeInput: async () => ({ packageId, name: `v${(await make.artifact('RELEASED')).version}` }),
    },
  };
}

function sourceCases(make: Makers, home: Shelf, url: string): Cases {
  const { project, projectId, repositoryId } = home;
  const at: Where = { projectId, repositoryId };
  const shelf = { id: newId(), slug: 'composer' };
  const inComposer: Where = { projectId, repositoryId: shelf.id };
  const onSource = (more: object = {}): MutationCase => ({
    at,
    makeInput: async () => ({ id: await make.source(), ...more }),
  });
  const wish = { project, repository: shelf.slug, kind: 'GITHUB', url };
  return {
    addVcsSource: {
      at: inComposer,
      makeInput: async () => {
        await make.composerRepository(shelf);
        return { ...wish, name: `acme/${make.name()}` };
      },
    },
    checkVcsSource: {
      at: inComposer,
      makeInput: async () => {
        await make.composerRepository(shelf);
        return wish;
      },
    },
    updateVcsSource: onSource({ isPaused: true }),
    renewVcsSourceSecret: onSource(),
    syncVcsSource: onSource(),
    removeVcsSource: onSource(),
  };
}

function peopleCases(make: Makers): Cases {
  const at = everywhere;
  const password = () => `long enough ${newId()}`;
  return {
    createUser: {
      at,
      makeInput: () => ({ username: make.name(), displayName: 'New', password: password() }),
    },
    updateUser: {
      at,
      makeInput: async () => ({ id: await make.user(), displayName: make.name() }),
    },
    changePassword: {
      at,
      isAllowed: (who) => who.isSession && allows(who, 'user:update', everywhere),
      makeInput: async () => ({ userId: await make.user(), newPassword: password() }),
    },
  };
}

function rightsCases(make: Makers, { project, projectId }: Shelf): Cases {
  const actions = ['project:read'];
  return {
    createRole: { at: everywhere, makeInput: () => ({ name: make.name(), actions }) },
    updateRole: { at: everywhere, makeInput: async () => ({ id: await make.role(), actions }) },
    deleteRole: { at: everywhere, makeInput: async () => ({ id: await make.role() }) },
    createBinding: {
      at: { projectId },
      makeInput: async () => ({
        userId: await make.user(),
        roleId: await make.consumerRole(),
        project,
      }),
    },
    deleteBinding: { at: { projectId }, makeInput: async () => ({ id: await make.binding() }) },
    createPolicyRule: {
      at: { projectId },
      makeInput: () => ({ effect: 'DENY', name: make.name(), reason: 'a test', project }),
    },
    deletePolicyRule: { at: { projectId }, makeInput: async () => ({ id: await make.rule() }) },
  };
}

/** What everybody may do with their own, tried with what is somebody else's. */
function ownCases(make: Makers, { projectId, repositoryId }: Shelf): Cases {
  const makesKeys = (who: Principal) => who.isSession && allowsSomewhere(who, 'key:create');
  return {
    createApiKey: {
      at: everywhere,
      isAllowed: makesKeys,
      makeInput: () => ({ name: make.name() }),
    },
    grantKeyRequest: {
      at: everywhere,
      isAllowed: (who) =>
        makesKeys(who) && allows(who, 'repository:read', { projectId, repositoryId }),
      makeInput: async () => ({ id: await make.keyRequest() }),
    },
    refuseKeyRequest: {
      at: everywhere,
      isAllowed: makesKeys,
      makeInput: async () => ({ id: await make.keyRequest() }),
    },
    revokeApiKey: {
      at: everywhere,
      isAllowed: (who) => allows(who, 'key:revoke-all', everywhere),
      makeInput: async () => ({ id: await make.apiKey() }),
    },
    revokeSession: {
      at: everywhere,
      isAllowed: (who) => allows(who, 'user:update', everywhere),
      makeInput: async () => ({ id: await make.session() }),
    },
    terminateUpload: {
      at: everywhere,
      isAllowed: () => false,
      makeInput: async () => ({ id: await make.upload() }),
    },
  };
}
