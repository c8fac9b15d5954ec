import { serviceActor } from '@bonded/core/access';
import * as artifacts from '@bonded/core/artifacts';
import * as audit from '@bonded/core/audit';
import * as clearance from '@bonded/core/clearance';
import * as deposits from '@bonded/core/deposits';
import * as identity from '@bonded/core/identity';
import * as keys from '@bonded/core/keys';
import * as projects from '@bonded/core/projects';
import * as quotas from '@bonded/core/quotas';
import * as repositories from '@bonded/core/repositories';
import * as sources from '@bonded/core/sources';
import * as supply from '@bonded/core/supply';
import * as uploads from '@bonded/core/uploads';
import { newId } from '@bonded/kernel';
import { importer, writeRecords } from './advisories.ts';
import { bringDeposit, makeRepository, publish } from './goods.ts';
import { makeUser, origin, password, signInAdmin, signInAs } from './people.ts';
import { makePlainSource, plainHook, plainRepositoryAt } from './plain-source.ts';
import { honestly, servePlain } from './plain-upstream.ts';
import { append, openUpload, rawPorts, underLock } from './uploads.ts';
import { openWarehouse, type WarehousePorts } from './warehouse.ts';

/** Where every act of the table takes place. */
export const warehouse = await openWarehouse();
const { ports, signal, keks } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const apples = await makeRepository(warehouse, admin, { slug: 'apples' });
await makeRepository(warehouse, admin, { slug: 'crates', format: 'RAW' });
const service = serviceActor('worker', []);

/** Makes a name that nothing has yet. */
const fresh = (word: string) => `${word}-${newId()}`.slice(0, 60);

export interface Act {
  /** The one event that it leaves. */
  readonly action: string;
  /** Events of the acts that it is made of, beside the decisions that follow. */
  readonly also?: readonly string[];
  /** Makes what it acts on, and gives the act. */
  readonly prepare: () => Promise<(at: WarehousePorts) => Promise<unknown>>;
}

const put = async (name = fresh('apple')) =>
  (await publish(warehouse, admin, { repository: apples, name, version: '1.0.0' })).artifact;

const anyUpstream = async () => (await servePlain((_request, response) => response.end('{}'))).url;

const newUser = () => makeUser(warehouse, admin, fresh('user'));

const newRole = () =>
  identity.createRole(ports, admin, { name: fresh('role'), actions: ['user:read'] });

async function newBinding() {
  const [{ id: userId }, { id: roleId }] = [await newUser(), await newRole()];
  return identity.createBinding(ports, admin, { userId, roleId });
}

async function wholeUpload() {
  const upload = await openUpload(warehouse, admin, { path: fresh('file') });
  await append(warehouse, upload, { offsetBytes: 0, text: '0123456789' });
  return upload;
}

const newSource = () =>
  makePlainSource(ports, admin, { ...orchard, name: fresh('made'), at: fresh('forge') });

/** A proxy that knows what its upstream says of a package of the name. */
async function toldProxy(name: string) {
  const bytes = fresh('bytes');
  const { url } = await servePlain(honestly(name, [{ version: '1.0.0', bytes }]));
  const proxy = await repositories.createRepository(ports, admin, {
    ...{ project: 'harbour', slug: fresh('proxy'), format: 'NPM', kind: 'PROXY' },
    upstreamUrl: url,
  });
  await supply.findIndex(ports, admin, { repository: proxy, name });
  return { repositoryId: proxy.id, name };
}

const orchard = { project: 'harbour', repository: 'apples' };
const crane = { repository: apples, packageName: 'crane' };

const rules = { blockSeverity: 'high', blockMalware: true, holdUnscanned: true } as const;

const denial = () => ({ effect: 'DENY', name: fresh('pear'), reason: 'not here' }) as const;

/** Every use case that changes something, by its name. */
export const acts: Readonly<Record<string, Act>> = {
  createProject: {
    action: 'project.create',
    prepare: async () => (at) =>
      projects.createProject(at, admin, { slug: 'created', name: 'Created' }),
  },
  updateProject: {
    action: 'project.update',
    prepare: async () => {
      const { id } = await projects.createProject(ports, admin, { slug: fresh('p'), name: 'P' });
      return (at) => projects.updateProject(at, admin, { id, name: 'Q' });
    },
  },
  deleteProject: {
    action: 'project.delete',
    prepare: async () => {
      const { id } = await projects.createProject(ports, admin, { slug: fresh('p'), name: 'P' });
      return (at) => projects.deleteProject(at, admin, { id });
    },
  },
  updateQuota: {
    action: 'quota.update',
    prepare: async () => {
      const { id } = await projects.createProject(ports, admin, { slug: fresh('p'), name: 'P' });
      return (at) => quotas.updateQuota(at, admin, { projectId: id, limitBytes: 1000n });
    },
  },
  createRepository: {
    action: 'repository.create',
    prepare: async () => (at) =>
      makeRepository({ ...warehouse, ports: at }, admin, { slug: 'new' }),
  },
  updateRepository: {
    action: 'repository.update',
    prepare: async () => (at) =>
      repositories.updateRepository(at, admin, { id: apples.id, description: fresh('about') }),
  },
  deleteRepository: {
    action: 'repository.delete',
    prepare: async () => {
      const { id } = await makeRepository(warehouse, admin, { slug: fresh('r') });
      return (at) => repositories.deleteRepository(at, admin, { id });
    },
  },
  publishArtifact: {
    action: 'artifact.publish',
    prepare: async () => (at) =>
      publish({ ...warehouse, ports: at }, admin, {
        repository: apples,
        name: 'published',
        version: '1.0.0',
        tags: ['latest'],
      }),
  },
  deleteArtifact: {
    action: 'artifact.delete',
    prepare: async () => {
      const { id } = await put();
      return (at) => artifacts.deleteArtifact(at, admin, { id });
    },
  },
  deprecateArtifact: {
    action: 'artifact.deprecate',
    prepare: async () => {
      const { id } = await put();
      return (at) => artifacts.deprecateArtifact(at, admin, { id, message: 'old' });
    },
  },
  yankArtifact: {
    action: 'artifact.yank',
    prepare: async () => {
      const { id } = await put();
      return (at) => artifacts.yankArtifact(at, admin, { id, isYanked: true, reason: 'broken' });
    },
  },
  setTag: {
    action: 'tag.set',
    prepare: async () => {
      const { packageId } = await put();
      return (at) => artifacts.setTag(at, admin, { packageId, name: 'next', version: '1.0.0' });
    },
  },
  deleteTag: {
    action: 'tag.delete',
    prepare: async () => {
      const { packageId } = await put();
      await artifacts.setTag(ports, admin, { packageId, name: 'next', version: '1.0.0' });
      return (at) => artifacts.deleteTag(at, admin, { packageId, name: 'next' });
    },
  },
  depositBlob: {
    action: 'blob.deposit',
    prepare: async () => (at) =>
      bringDeposit({ ...warehouse, ports: at }, admin, { ...crane, bytes: fresh('layer') }),
  },
  mountBlob: {
    action: 'blob.deposit',
    prepare: async () => {
      const digest = await bringDeposit(warehouse, admin, { ...crane, bytes: fresh('layer') });
      const from = { project: 'harbour', repository: 'apples', packageName: 'crane' };
      const wish = { ...crane, packageName: fresh('hoist'), digest, from };
      return (at) => deposits.mountBlob(at, admin, wish);
    },
  },
  deleteDeposit: {
    action: 'blob.delete',
    prepare: async () => {
      const digest = await bringDeposit(warehouse, admin, { ...crane, bytes: fresh('layer') });
      return (at) => deposits.deleteDeposit(at, admin, { ...crane, digest });
    },
  },
  expireDeposits: {
    action: 'blob.expire',
    prepare: async () => {
      await deposits.expireDeposits(ports, signal);
      await bringDeposit(warehouse, admin, { ...crane, bytes: fresh('layer') });
      await prisma.pendingBlob.updateMany({ data: { expiresAt: new Date(0) } });
      return (at) => deposits.expireDeposits(at, signal);
    },
  },
  judgeDownload: {
    action: 'decision.hold',
    prepare: async () => {
      const name = fresh('apple');
      await put(name);
      const path = `${name}/-/${name}-1.0.0.tgz`;
      return (at) =>
        artifacts.openFile(at, admin, { repository: apples, path }).catch((error: unknown) => {
          if (at !== ports) throw error;
        });
    },
  },
  releaseArtifact: {
    action: 'artifact.release',
    prepare: async () => {
      const { id } = await put();
      return (at) => clearance.releaseArtifact(at, admin, { id, note: 'looked at' });
    },
  },
  rejectArtifact: {
    action: 'artifact.reject',
    prepare: async () => {
      const { id } = await put();
      return (at) => clearance.rejectArtifact(at, admin, { id, note: 'looked at' });
    },
  },
  rescanArtifact: {
    action: 'artifact.rescan',
    prepare: async () => {
      const { id } = await put();
      return (at) => clearance.rescanArtifact(at, admin, { id, note: 'again' });
    },
  },
  runScan: {
    action: 'scan.finish',
    prepare: async () => {
      const { id } = await prisma.scan.findFirstOrThrow({
        where: { artifactId: (await put()).id },
      });
      return (at) => clearance.runScan(at, service, { scanId: id }, signal);
    },
  },
  updatePolicy: {
    action: 'policy.update',
    prepare: async () => (at) =>
      clearance.updatePolicy(at, admin, { repositoryId: apples.id, ...rules }),
  },
  createPolicyRule: {
    action: 'rule.create',
    prepare: async () => (at) => clearance.createPolicyRule(at, admin, denial()),
  },
  deletePolicyRule: {
    action: 'rule.delete',
    prepare: async () => {
      const { id } = await clearance.createPolicyRule(ports, admin, denial());
      return (at) => clearance.deletePolicyRule(at, admin, { id });
    },
  },
  settleRepository: {
    action: 'decision.hold',
    prepare: async () => {
      const own = await makeRepository(warehouse, admin, { slug: fresh('r') });
      await publish(warehouse, admin, { repository: own, name: 'one', version: '1.0.0' });
      await clearance.updatePolicy(ports, admin, { repositoryId: own.id, ...rules });
      return (at) => clearance.settleRepository(at, service, { repositoryId: own.id }, signal);
    },
  },
  settleCooled: {
    action: 'decision.hold',
    prepare: async () => {
      const own = await makeRepository(warehouse, admin, { slug: fresh('r') });
      const goods = { repository: own, name: 'one', version: '1.0.0' };
      const { artifact } = await publish(warehouse, admin, goods);
      await clearance.updatePolicy(ports, admin, { repositoryId: own.id, ...rules });
      return (at) => clearance.settleCooled(at, service, { artifactId: artifact.id });
    },
  },
  importAdvisories: {
    action: 'advisory.import',
    prepare: async () => {
      await prisma.advisoryImport.updateMany({ data: { finishedAt: new Date() } });
      return (at) => clearance.importAdvisories(at, importer, { source: 'somewhere' });
    },
  },
  runAdvisoryImport: {
    action: 'advisory.import-finish',
    prepare: async () => {
      await prisma.advisoryImport.updateMany({ data: { finishedAt: new Date() } });
      const records = [{ id: 'GHSA-x', package: 'x', events: [{ introduced: '0' }] }];
      const source = await writeRecords(warehouse, records);
      const { id } = await clearance.importAdvisories(ports, importer, { source });
      return (at) => clearance.runAdvisoryImport(at, { importId: id }, signal);
    },
  },
  createUser: {
    action: 'user.create',
    prepare: async () => (at) => makeUser({ ...warehouse, ports: at }, admin, 'created'),
  },
  updateUser: {
    action: 'user.update',
    prepare: async () => {
      const { id } = await newUser();
      return (at) => identity.updateUser(at, admin, { id, displayName: 'Somebody else' });
    },
  },
  changePassword: {
    action: 'user.change-password',
    prepare: async () => {
      const { id: userId } = await newUser();
      const newPassword = 'a warehouse of quinces';
      return (at) => identity.changePassword(at, admin, { userId, newPassword }, signal);
    },
  },
  createRole: {
    action: 'role.create',
    prepare: async () => (at) =>
      identity.createRole(at, admin, { name: 'Created', actions: ['user:read'] }),
  },
  updateRole: {
    action: 'role.update',
    prepare: async () => {
      const { id } = await newRole();
      return (at) => identity.updateRole(at, admin, { id, actions: [] });
    },
  },
  deleteRole: {
    action: 'role.delete',
    prepare: async () => {
      const { id } = await newRole();
      return (at) => identity.deleteRole(at, admin, { id });
    },
  },
  createBinding: {
    action: 'binding.create',
    prepare: async () => {
      const [{ id: userId }, { id: roleId }] = [await newUser(), await newRole()];
      return (at) => identity.createBinding(at, admin, { userId, roleId, project: 'harbour' });
    },
  },
  deleteBinding: {
    action: 'binding.delete',
    prepare: async () => {
      const { id } = await newBinding();
      return (at) => identity.deleteBinding(at, admin, { id });
    },
  },
  signIn: {
    action: 'user.sign-in',
    prepare: async () => {
      const { username } = await newUser();
      return (at) => identity.signIn(at, origin, { username, password }, signal);
    },
  },
  refreshSession: {
    action: 'session.refresh',
    prepare: async () => {
      const { username } = await newUser();
      const { refreshToken } = await signInAs(warehouse, username);
      return (at) => identity.refreshSession(at, origin, { refreshToken });
    },
  },
  signOut: {
    action: 'user.sign-out',
    prepare: async () => {
      const { username } = await newUser();
      const { refreshToken } = await signInAs(warehouse, username);
      return (at) => identity.signOut(at, origin, { refreshToken });
    },
  },
  revokeSession: {
    action: 'session.revoke',
    prepare: async () => {
      const { id: userId, username } = await newUser();
      await signInAs(warehouse, username);
      const { id } = await prisma.session.findFirstOrThrow({ where: { userId } });
      return (at) => identity.revokeSession(at, admin, { id });
    },
  },
  ensureBuiltInRoles: {
    action: 'role.update',
    prepare: async () => {
      await prisma.role.update({ where: { name: 'Consumer' }, data: { actions: [] } });
      return (at) => identity.ensureBuiltInRoles(at.database);
    },
  },
  rotateSigningKeys: {
    action: 'signing-key.create',
    prepare: async () => {
      const soon = new Date(Date.now() + 29 * 24 * 60 * 60 * 1000);
      return ({ database }) => identity.rotateSigningKeys({ database, keks }, soon);
    },
  },
  createApiKey: {
    action: 'key.create',
    prepare: async () => (at) => keys.createApiKey(at, admin, { name: 'created' }),
  },
  logInForKey: {
    action: 'key.create',
    prepare: async () => {
      const { id: userId, username } = await newUser();
      const { id: roleId } = await prisma.role.findUniqueOrThrow({ where: { name: 'Publisher' } });
      await identity.createBinding(ports, admin, { userId, roleId });
      const input = { username, password, key: { name: 'laptop' } };
      return (at) => keys.logInForKey(at, origin, input, signal);
    },
  },
  revokeApiKey: {
    action: 'key.revoke',
    prepare: async () => {
      const { id } = (await keys.createApiKey(ports, admin, { name: 'revoked' })).apiKey;
      return (at) => keys.revokeApiKey(at, admin, { id });
    },
  },
  requestKey: {
    action: 'key.request',
    prepare: async () => (at) => keys.requestKey(at, origin, orchard),
  },
  grantKeyRequest: {
    action: 'key.grant',
    prepare: async () => {
      const { id } = await keys.requestKey(ports, origin, orchard);
      return (at) => keys.grantKeyRequest(at, admin, { id });
    },
  },
  refuseKeyRequest: {
    action: 'key.refuse',
    prepare: async () => {
      const { id } = await keys.requestKey(ports, origin, orchard);
      return (at) => keys.refuseKeyRequest(at, admin, { id });
    },
  },
  collectKey: {
    action: 'key.create',
    prepare: async () => {
      const { id, secret } = await keys.requestKey(ports, origin, orchard);
      await keys.grantKeyRequest(ports, admin, { id });
      const expiresAt = new Date(Date.now() + 60_000);
      return (at) => keys.collectKey(at, origin, { secret, name: 'laptop', expiresAt });
    },
  },
  createUpload: {
    action: 'upload.create',
    prepare: async () => {
      const path = fresh('file');
      return (at) => openUpload({ ...warehouse, ports: at }, admin, { path });
    },
  },
  completeUpload: {
    action: 'upload.complete',
    also: ['artifact.publish'],
    prepare: async () => {
      const upload = await wholeUpload();
      return (at) =>
        underLock(warehouse, upload, (claim) =>
          uploads.completeUpload(rawPorts({ ...warehouse, ports: at }), admin, { upload, claim }),
        );
    },
  },
  depositUpload: {
    action: 'upload.complete',
    also: ['blob.deposit'],
    prepare: async () => {
      const upload = await wholeUpload();
      const { digest: hex, ...sealed } = await ports.partials.seal(upload.id, { signal });
      const expected = { algorithm: 'sha256', hex } as const;
      const deposit = { ...crane, upload, expected, staged: { ...sealed, digest: hex } };
      return (at) =>
        underLock(warehouse, upload, (claim) =>
          uploads.depositUpload(at, admin, { ...deposit, claim }),
        );
    },
  },
  terminateUpload: {
    action: 'upload.terminate',
    prepare: async () => {
      const { id } = await openUpload(warehouse, admin);
      return (at) => uploads.terminateUpload(at, admin, { id }, signal);
    },
  },
  expireUploads: {
    action: 'upload.expire',
    prepare: async () => {
      await uploads.expireUploads(ports, signal);
      const { id } = await openUpload(warehouse, admin);
      await prisma.upload.update({ where: { id }, data: { expiresAt: new Date(0) } });
      return (at) => uploads.expireUploads(at, signal);
    },
  },
  exportAudit: {
    action: 'audit.export',
    prepare: async () => (at) => audit.exportAudit(at, admin, {}, signal),
  },
  checkUpstream: {
    action: 'upstream.check',
    prepare: async () => {
      const wish = { project: 'harbour', format: 'NPM', upstreamUrl: await anyUpstream() } as const;
      return (at) => supply.checkUpstream(at, admin, wish);
    },
  },
  checkProxy: {
    action: 'proxy.check',
    prepare: async () => {
      const named = { project: 'harbour', slug: fresh('proxy'), upstreamUrl: await anyUpstream() };
      const wish = { ...named, format: 'NPM', kind: 'PROXY' } as const;
      const { id } = await repositories.createRepository(ports, admin, wish);
      return (at) => supply.checkProxy(at, admin, { id });
    },
  },
  addSource: {
    action: 'source.add',
    prepare: async () => {
      const { url } = plainRepositoryAt(fresh('forge'));
      const wish = { ...orchard, name: fresh('made'), kind: 'GIT', url } as const;
      return (at) => sources.addSource(at, admin, wish);
    },
  },
  checkSource: {
    action: 'source.check',
    prepare: async () => {
      const { url } = plainRepositoryAt(fresh('forge'));
      return (at) => sources.checkSource(at, admin, { ...orchard, kind: 'GIT', url });
    },
  },
  updateSource: {
    action: 'source.update',
    prepare: async () => {
      const { source } = await newSource();
      return (at) => sources.updateSource(at, admin, { id: source.id, isPaused: true });
    },
  },
  renewHookSecret: {
    action: 'source.renew-secret',
    prepare: async () => {
      const { source } = await newSource();
      return (at) => sources.renewHookSecret(at, admin, { id: source.id });
    },
  },
  syncSource: {
    action: 'source.sync',
    prepare: async () => {
      const { source } = await newSource();
      return (at) => sources.syncSource(at, admin, { id: source.id });
    },
  },
  receiveHook: {
    action: 'source.hook',
    prepare: async () => {
      const call = plainHook(await newSource());
      return (at) => sources.receiveHook(at, call);
    },
  },
  removeSource: {
    action: 'source.remove',
    prepare: async () => {
      const { source } = await newSource();
      return (at) => sources.removeSource(at, admin, { id: source.id });
    },
  },
  prefetchVersion: {
    action: 'repository.prefetch',
    prepare: async () => {
      const wish = await toldProxy(fresh('told'));
      return (at) => supply.prefetchVersion(at, admin, wish);
    },
  },
  invalidateUpstream: {
    action: 'repository.invalidate',
    prepare: async () => {
      const wish = await toldProxy(fresh('told'));
      return (at) => supply.invalidateUpstream(at, admin, wish);
    },
  },
};
