import type { RepositoryKey } from '#lib/paths.ts';

export interface SetupInput {
  /** The repository's own address, as the gateway tells it to clients. */
  readonly url: string;
  /** The blob service, for resumable uploads. */
  readonly blobUrl: string;
  readonly gatewayUrl: string;
  readonly at: RepositoryKey;
  readonly token: string;
}

export interface Snippet {
  readonly step: 'configure' | 'install' | 'publish' | 'ci';
  /** The file that the text belongs into; a snippet without one is for a terminal. */
  readonly file?: string;
  readonly text: string;
}

/** One client: what it is called, and what it needs to consume and to publish. */
export interface SetupClient {
  readonly name: string;
  readonly snippets: (input: SetupInput) => readonly Snippet[];
}

/** Where nothing else is said, the secret is in this variable, on a build machine as well. */
export const tokenVariable = 'BONDED_TOKEN';

export function exportToken(token: string): string {
  return `export ${tokenVariable}=${token}`;
}

/** The address with the token of the environment in it, for clients that read it from there. */
export function withCredentials(url: string, username: string): string {
  return url.replace('://', `://${username}:$${tokenVariable}@`);
}

export const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

export const isPlainHttp = (url: string): boolean => url.startsWith('http:');

/** Lines of a text; those that do not apply are left out. */
export function lines(...given: readonly (string | false)[]): string {
  return given.filter((line) => line !== false).join('\n');
}
