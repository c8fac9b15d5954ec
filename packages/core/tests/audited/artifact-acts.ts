import * as artifacts from '@bonded/core/artifacts';
import * as deposits from '@bonded/core/deposits';
import { bringDeposit, publish } from '../goods.ts';
import {
  type Act,
  admin,
  apples,
  crane,
  fresh,
  ports,
  prisma,
  put,
  signal,
  warehouse,
} from './ground.ts';

/** What is published, and what waits to be. */
export const artifactActs: Readonly<Record<string, Act>> = {
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
};
