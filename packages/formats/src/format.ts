import type { Actor, RequestOrigin } from '@bonded/core/access';
import type { PublishArtifactInput } from '@bonded/core/artifacts';
import type { IdentityPorts } from '@bonded/core/identity';
import type { Ports, StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject, ServedFormat } from '@bonded/core/repositories';
import type { AppError } from '@bonded/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RandomAccess } from './random-access.ts';

/** What a format may use: never a driver, never the judgement itself. */
export type FormatPorts = IdentityPorts &
  Pick<
    Ports,
    | 'database'
    | 'blobs'
    | 'partials'
    | 'egress'
    | 'caches'
    | 'addresses'
    | 'events'
    | 'clock'
    | 'scanners'
    | 'formats'
    | 'upstreams'
    | 'sources'
  >;

/** One request to one repository, its caller known and its path read. */
export interface FormatCall {
  readonly ports: FormatPorts;
  readonly actor: Actor;
  readonly repository: RepositoryWithProject;
  /** `GET` also stands for HEAD where a route does not say otherwise. */
  readonly method: string;
  /** What follows the repository, each segment decoded exactly once. */
  readonly segments: readonly string[];
  readonly hasTrailingSlash: boolean;
  readonly query: URLSearchParams;
  /** The address of the repository as clients see it, without a trailing slash. */
  readonly baseUrl: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

/** One request to a mount itself, outside every repository. */
export interface RootCall
  extends Pick<
    FormatCall,
    'ports' | 'actor' | 'method' | 'query' | 'request' | 'reply' | 'signal'
  > {
  /** What follows the mount: at most one segment. */
  readonly segments: readonly string[];
}

/**
 * One request by which somebody signs in to a repository: who they are is not known, and whether it
 * is there is not theirs to know yet.
 */
export interface SignInCall
  extends Pick<FormatCall, 'ports' | 'method' | 'segments' | 'baseUrl' | 'request' | 'reply'> {
  readonly origin: RequestOrigin;
  /** As the address has it. */
  readonly place: { readonly project: string; readonly repository: string };
  readonly signal: AbortSignal;
}

/** A whole file that arrived outside the format's own protocol (tus, console, CLI). */
export interface IngestCall {
  readonly ports: FormatPorts;
  readonly repository: RepositoryWithProject;
  readonly path: string;
  readonly contentType: string | null;
  readonly staged: StagedBlob;
  /** Of a file from an upstream: what its index says of the version, in our own shape. */
  readonly told?: PublishArtifactInput['metadata'];
  /** What an upstream states about the file, as it came: who built it, and of what. */
  readonly statement?: Buffer | null;
  /** Opens the staged bytes from the start. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
  /** The same bytes from any place. */
  readonly source: RandomAccess;
  readonly signal: AbortSignal;
}

/** The request that an error answers, for clients that are told where to go. */
export interface FailedRequest {
  readonly method: string;
  /** As it came: nothing of it need be well formed. */
  readonly rawUrl: string;
  readonly publicUrl: string;
}

/** What an error looks like in the words of a format's clients. */
export interface NativeError {
  readonly status: number;
  /** Stands behind the status, for clients that print nothing else. Any text will do. */
  readonly reason?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** A package manager's protocol: it translates; it never decides, authorises or keeps anything. */
export interface Format extends ServedFormat {
  /** The first segment of its addresses: `npm` in `/npm/{project}/{repository}`. */
  readonly mount: string;
  /** True where a decoded slash is part of a name. */
  readonly allowsSlash: (segment: string) => boolean;
  readonly handle: (call: FormatCall) => Promise<void>;
  /**
   * What is read below a repository, as patterns of addresses: the first that fits an address is
   * the one that answers it. `docs/read-addresses.md` lists them, and by that page the acceptance
   * of access asks every one of them.
   */
  readonly reads: readonly string[];
  /**
   * True of requests that publish, or that clients send on the way to that, where it is not their
   * method that says so (PUT, PATCH and DELETE): in a group they are about its write target.
   */
  readonly isPublishing?: (request: Pick<FormatCall, 'method' | 'segments' | 'query'>) => boolean;
  /** Turns an uploaded file into what to publish. Throws when it is not one of this format. */
  readonly ingest: (call: IngestCall) => Promise<PublishArtifactInput>;
  /** Answers at the mount itself, where its clients ask for more than repositories. */
  readonly root?: (call: RootCall) => Promise<void>;
  /** Answers the addresses where clients sign in; false where the address is none of them. */
  readonly signIn?: (call: SignInCall) => Promise<boolean>;
  /** True where clients send tokens that the root gave them instead of credentials. */
  readonly takesRegistryTokens?: boolean;
  readonly renderError: (
    error: AppError | null,
    requestId: string,
    failed: FailedRequest,
  ) => NativeError;
}
