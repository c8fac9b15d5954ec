import type { UpstreamDocument, UpstreamPackage, UpstreamVersion } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { AppError } from '@bonded/kernel';
import { z } from 'zod';
import { writeMetadata } from '../stored-metadata.ts';
import type { CrateManifest } from './manifest.ts';
import { cratePath, requireCrateName } from './names.ts';
import { archiveAddress } from './upstream-config.ts';
import { requireVersion, withoutBuild } from './versions.ts';

/** Far more than any crate has versions. */
const linesMax = 50_000;
/** Of the index format. Lines of a later one mean something that we do not know. */
const formatMax = 2;

const text = z.string().max(1024);
const list = z.array(text).max(10_000);
const features = z.record(text, list);

const dependency = z.object({
  name: text,
  req: text,
  features: list.nullish().transform((all) => all ?? []),
  optional: z.boolean().nullish(),
  default_features: z.boolean().nullish(),
  target: text.nullish(),
  kind: z.enum(['normal', 'build', 'dev']).nullish(),
  registry: text.nullish(),
  package: text.nullish(),
});
const line = z.object({
  name: text,
  vers: text,
  deps: z.array(dependency).max(10_000),
  cksum: z.string().regex(/^[0-9A-Fa-f]{64}$/),
  features: features.nullish(),
  features2: features.nullish(),
  yanked: z.boolean().nullish(),
  links: text.nullish(),
  v: z.int().max(formatMax).nullish(),
  rust_version: text.nullish(),
  pubtime: z.iso.datetime({ offset: true }).nullish().catch(null),
});
type Line = z.output<typeof line>;

/**
 * What an index file says of a crate, by its name in whichever case. A line that cargo would pass
 * over is left out. Errors: UPSTREAM_DOCUMENT_INVALID.
 */
export function readUpstreamLines(
  { bytes }: UpstreamDocument,
  { name: wanted, dl }: { readonly name: string; readonly dl: string },
): UpstreamPackage {
  const told = bytes
    .toString('utf8')
    .split('\n')
    .filter((each) => each.trim() !== '');
  const lines = told.slice(0, linesMax).flatMap(readLine);
  const name = lines[0]?.name;
  if (name?.toLowerCase() !== wanted.toLowerCase()) {
    throw upstreamDocumentInvalid(`Upstream's document is no index of ${wanted}.`);
  }
  const versions = new Map<string, UpstreamVersion>();
  for (const each of lines.filter((candidate) => candidate.name === name)) {
    const version = withoutBuild(each.vers);
    if (!versions.has(version)) versions.set(version, versionOf(each, version, dl));
  }
  return { name, versions: [...versions.values()], tags: new Map() };
}

function readLine(json: string): readonly Line[] {
  try {
    const { data } = line.safeParse(JSON.parse(json));
    if (data === undefined) return [];
    requireCrateName(data.name);
    requireVersion(data.vers);
    return [data];
  } catch (error) {
    if (error instanceof AppError || error instanceof SyntaxError) return [];
    throw error;
  }
}

function versionOf(told: Line, version: string, dl: string): UpstreamVersion {
  const { name, pubtime, cksum } = told;
  return {
    version,
    metadata: writeMetadata(manifestOf(told)),
    publishedAt: pubtime == null ? null : new Date(pubtime),
    ...(told.yanked === true && { yankedReason: '' }),
    files: [
      {
        path: cratePath(name, version),
        address: archiveAddress(dl, { name, version: told.vers, cksum }),
        digests: { sha256: cksum.toLowerCase() },
      },
    ],
  };
}

function manifestOf(told: Line): CrateManifest {
  return {
    name: told.name,
    version: told.vers,
    dependencies: told.deps.map(({ package: own, ...each }) => ({
      name: each.name,
      req: each.req,
      features: each.features,
      optional: each.optional ?? false,
      default_features: each.default_features ?? true,
      target: each.target ?? null,
      kind: each.kind ?? 'normal',
      registry: each.registry ?? null,
      ...(own != null && own !== each.name && { package: own }),
    })),
    features: joinFeatures(told.features ?? {}, told.features2 ?? {}),
    links: told.links ?? null,
    rustVersion: told.rust_version ?? null,
    description: '',
    licence: null,
  };
}

/** The second map has what older cargos cannot read, of the same features or of others. */
function joinFeatures(plain: CrateManifest['features'], extended: CrateManifest['features']) {
  const names = new Set([...Object.keys(plain), ...Object.keys(extended)]);
  return Object.fromEntries(
    [...names].map((name) => [name, [...(plain[name] ?? []), ...(extended[name] ?? [])]]),
  );
}
