import { needsUnlessOwn, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ApiKeyConnection, newestKeys } from '../keys/api-key.ts';
import { connectionOf } from '../lists/connection.ts';
import { relatedList } from '../lists/related-list.ts';
import { Node } from '../nodes/node.ts';
import { BindingConnection, oldestBindings } from './binding.ts';

const itself = (user: { readonly id: string }): string => user.id;

/**
 * A name may be seen wherever it stands beside something visible; what is private needs its own
 * right.
 */
export const User = builder.prismaObject('User', {
  // All but the hash of the password, which is never read for a client.
  select: { id: true },
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    username: t.exposeString('username', visible),
    displayName: t.exposeString('displayName', visible),
    email: t.exposeString('email', { ...needsUnlessOwn('user:read', itself), nullable: true }),
    isDisabled: t.exposeBoolean('isDisabled', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    lastSignInAt: t.expose('lastSignInAt', {
      ...needsUnlessOwn('user:read', itself),
      type: 'DateTime',
      nullable: true,
    }),
    bindings: t.field({
      nullable: true,
      ...relatedList({
        ...needsUnlessOwn('binding:read', itself),
        relation: 'bindings',
        by: 'userId',
        connection: BindingConnection,
        order: oldestBindings,
      }),
    }),
    apiKeys: t.field({
      nullable: true,
      ...relatedList({
        ...needsUnlessOwn('key:read-all', itself),
        relation: 'apiKeys',
        by: 'userId',
        connection: ApiKeyConnection,
        order: newestKeys,
      }),
    }),
  }),
});

export const UserConnection = connectionOf(User);
