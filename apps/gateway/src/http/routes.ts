import type { AuthenticateRequest, Runtime } from '@bonded/runtime';

/** What every group of routes is given. */
export interface RouteOptions {
  readonly runtime: Runtime;
  readonly authenticate: AuthenticateRequest;
}
