import type { Action } from './actions.ts';

/** Where a grant holds, or where an act takes place. A wider scope covers what lies within it. */
export type Scope =
  | { readonly kind: 'global' }
  | { readonly kind: 'project'; readonly projectId: string }
  | { readonly kind: 'repository'; readonly projectId: string; readonly repositoryId: string };

export const globalScope: Scope = { kind: 'global' };

export interface Grant {
  readonly actions: ReadonlySet<Action>;
  readonly scope: Scope;
}

/** What the request said about its sender, for the audit log. */
export interface RequestOrigin {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
}

/** Who acts. Grants are already cut down to what the credential may use of its owner's rights. */
export interface Actor {
  readonly kind: 'user' | 'api-key' | 'service' | 'anonymous';
  /** The user, also behind an API key. Null for anonymous callers and our own services. */
  readonly userId: string | null;
  readonly name: string;
  readonly apiKeyId: string | null;
  readonly sessionId: string | null;
  readonly grants: readonly Grant[];
  readonly origin: RequestOrigin;
}

export const noOrigin: RequestOrigin = { ip: null, userAgent: null, requestId: null };

export function anonymousActor(origin: RequestOrigin): Actor {
  return {
    kind: 'anonymous',
    userId: null,
    name: 'anonymous',
    apiKeyId: null,
    sessionId: null,
    grants: [],
    origin,
  };
}

/**
 * Our own processes: the worker's jobs, the blob service's ingest. Granted only what the job needs.
 */
export function serviceActor(name: string, actions: readonly Action[]): Actor {
  return {
    kind: 'service',
    userId: null,
    name,
    apiKeyId: null,
    sessionId: null,
    grants: [{ actions: new Set(actions), scope: globalScope }],
    origin: noOrigin,
  };
}
