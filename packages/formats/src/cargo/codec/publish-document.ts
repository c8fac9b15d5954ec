import { parseJson } from '@bonded/http';
import { z } from 'zod';
import type { IndexDependency } from './dependency.ts';
import { publishInvalid } from './errors.ts';
import { normaliseRequirement } from './requirement.ts';

const text = z.string().max(1024);
const list = z.array(text).max(10_000);

const dependency = z.object({
  name: text,
  version_req: text,
  features: list.default([]),
  optional: z.boolean().default(false),
  default_features: z.boolean().default(true),
  target: text.nullish(),
  kind: z.enum(['normal', 'build', 'dev']).nullish(),
  registry: text.nullish(),
  explicit_name_in_toml: text.nullish(),
});
const document = z.object({
  name: text,
  vers: text,
  deps: z.array(dependency).max(2_000),
  features: z.record(text, list).default({}),
  links: text.nullish(),
  rust_version: text.nullish(),
});

/** What the client says of the crate that it sends along (The Cargo Book, "Web API", Publish). */
export interface PublishDocument {
  readonly name: string;
  readonly version: string;
  readonly dependencies: readonly IndexDependency[];
  readonly features: Readonly<Record<string, readonly string[]>>;
  readonly links: string | null;
  readonly rustVersion: string | null;
}

/** @throws AppError `JSON_INVALID`, `CARGO_PUBLISH_INVALID` */
export function readPublishDocument(bytes: Buffer): PublishDocument {
  const { data, error } = document.safeParse(parseJson(bytes));
  if (data === undefined) {
    throw publishInvalid(`The metadata is not valid at "${error.issues[0]?.path.join('.')}".`);
  }
  return {
    name: data.name,
    version: data.vers,
    dependencies: data.deps.map(asIndexed),
    features: data.features,
    links: data.links ?? null,
    rustVersion: data.rust_version ?? null,
  };
}

/** Publishing and the index name the same things differently. */
function asIndexed(stated: z.output<typeof dependency>): IndexDependency {
  const { explicit_name_in_toml: alias, name } = stated;
  return {
    name: alias ?? name,
    req: normaliseRequirement(stated.version_req),
    features: stated.features,
    optional: stated.optional,
    default_features: stated.default_features,
    target: stated.target ?? null,
    kind: stated.kind ?? 'normal',
    registry: stated.registry ?? null,
    ...(alias == null || alias === name ? {} : { package: name }),
  };
}
