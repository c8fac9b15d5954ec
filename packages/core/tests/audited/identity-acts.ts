import * as audit from '@bonded/core/audit';
import * as identity from '@bonded/core/identity';
import { makeUser, origin, password, signInAs } from '../people.ts';
import {
  type Act,
  admin,
  fresh,
  keks,
  newUser,
  ports,
  prisma,
  signal,
  warehouse,
} from './ground.ts';

const newRole = () =>
  identity.createRole(ports, admin, { name: fresh('role'), actions: ['user:read'] });

async function newBinding() {
  const [{ id: userId }, { id: roleId }] = [await newUser(), await newRole()];
  return identity.createBinding(ports, admin, { userId, roleId });
}

/** Who there is, what they may, and the book of it. */
export const identityActs: Readonly<Record<string, Act>> = {
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
  exportAudit: {
    action: 'audit.export',
    prepare: async () => (at) => audit.exportAudit(at, admin, {}, signal),
  },
};
