import type { IdentityPorts } from '@bonded/core/identity';
import type { Ports } from '@bonded/core/ports';

/** What the use cases that GraphQL calls need between them. */
export type GraphqlPorts = Pick<
  Ports & IdentityPorts,
  | 'caches'
  | 'addresses'
  | 'events'
  | 'formats'
  | 'partials'
  | 'upstreams'
  | 'sources'
  | 'egress'
  | keyof IdentityPorts
>;
