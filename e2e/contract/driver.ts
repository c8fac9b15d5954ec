import type { Client, Place } from '../stack/api.ts';
import type { Members } from './archives.ts';

/** A repository as somebody sees it. */
export interface Shelf {
  readonly client: Client;
  readonly place: Place;
}

/** An address below the gateway, and what its client says it can read there. */
export interface Address {
  readonly path: string;
  readonly accept?: string;
}

/** A document that clients choose a version from. */
export interface IndexDocument {
  /** Upstreams give no dates in it: what is young is listed, and held at its address. */
  readonly isUndated?: boolean;
  readonly at: (place: Place) => Address;
  /**
   * The versions that a client which was told none of them could choose. Throws where the document
   * cannot be read or contradicts itself.
   */
  readonly offered: (text: string) => readonly string[];
  /** True where a proxy lists what it has fetched, since its upstreams list nothing. */
  readonly isOfHeld?: boolean;
}

/** How one version is packed: what hostile archives are made from. */
export interface Packing {
  readonly container: 'zip' | 'tar.gz' | 'none';
  /** `note` is some text that ends up in its bytes, so that two of one version can differ. */
  readonly members: (version: string, note: string) => Members;
  /** The member that names the package, or null where nothing in an archive does. */
  readonly manifest: ((version: string) => string) | null;
  readonly language: 'json' | 'xml' | 'yaml' | 'toml' | 'headers' | 'go.mod';
  /** The package, as its manifest names it. */
  readonly name: string;
  /** The members where the manifest says something else, if more than it changes by that. */
  readonly membersWith?: (version: string, manifest: string | Buffer) => Members;
}

/** As GraphQL names an artifact. */
export interface NamedArtifact {
  readonly id: string;
  readonly state: string;
  readonly version: string;
  readonly package: { readonly name: string };
  readonly tags: readonly { readonly name: string }[];
}

/**
 * All that the contract has to know of a format: enough to publish one small package by its own
 * protocol and to ask for it on every way. Versions are `1.0.0` and so on for all of them.
 */
export interface FormatDriver {
  /** How advisories name the package, or `content` where only its bytes can be known as bad. */
  readonly knownBy: { readonly ecosystem: string; readonly name: string } | 'content';
  readonly packing: Packing;
  readonly pack: (version: string, note?: string) => Promise<Buffer>;
  /** Publishes these bytes as that version. Its answer is the last or the first that refused. */
  readonly send: (shelf: Shelf, version: string, archive: Buffer) => Promise<Response>;
  readonly indexes: readonly IndexDocument[];
  /** The bytes of one version. */
  readonly direct: (place: Place, version: string) => Address;
  /** Every other address that somebody who may not read could learn something from. */
  readonly others: (place: Place, version: string) => readonly Address[];
  /** Those of them that have nothing for a reader of what `send` publishes. */
  readonly asides?: (place: Place, version: string) => readonly Address[];
  /** The path of an upload that is to become the version. */
  readonly uploadPath: (version: string) => string;
  readonly isVersion: (artifact: NamedArtifact, version: string) => boolean;
}

/** All that is read of one version: every route of the format but those of `routes.ts`. */
export function everyAddress(
  driver: FormatDriver,
  place: Place,
  version: string,
): readonly Address[] {
  return [
    ...driver.indexes.map(({ at }) => at(place)),
    driver.direct(place, version),
    ...driver.others(place, version),
    ...(driver.asides?.(place, version) ?? []),
  ];
}

export function read(
  client: Client,
  address: Address,
  options: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  const accept = address.accept === undefined ? {} : { accept: address.accept };
  return client.fetch(address.path, { ...options, headers: { ...accept, ...options.headers } });
}
