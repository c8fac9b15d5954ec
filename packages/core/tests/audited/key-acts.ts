import * as identity from '@bonded/core/identity';
import * as keys from '@bonded/core/keys';
import { origin, password } from '../people.ts';
import { type Act, admin, newUser, orchard, ports, prisma, signal } from './ground.ts';

/** Keys, and the asking for them. */
export const keyActs: Readonly<Record<string, Act>> = {
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
};
