import { z } from 'zod';
import { cratesIo, type IndexDependency } from './dependency.ts';
import { crateInvalid } from './errors.ts';
import { requireCrateName } from './names.ts';
import { normaliseRequirement } from './requirement.ts';

const dependenciesMax = 2_000;
const text = z.string().max(1024);

const detailed = z.object({
  version: text.optional(),
  features: z.array(text).max(1_000).default([]),
  optional: z.boolean().default(false),
  'default-features': z.boolean().default(true),
  package: text.optional(),
  'registry-index': text.optional(),
});
const table = z.record(text, z.union([text, z.looseObject(detailed.shape)]));
const tables = z.object({
  dependencies: table.optional(),
  'build-dependencies': table.optional(),
  'dev-dependencies': table.optional(),
});
const record = z.record(z.string(), z.unknown());
const manifest = z.object({ ...tables.shape, target: z.record(text, tables).optional() });

/** Spellings and sources that cargo removes when it packages: only a forged manifest has them. */
const foreignTables = ['build_dependencies', 'dev_dependencies', 'workspace'] as const;
const foreignKeys = ['git', 'path', 'registry', 'workspace', 'default_features', 'base'] as const;

const kinds = [
  ['dependencies', 'normal'],
  ['build-dependencies', 'build'],
  ['dev-dependencies', 'dev'],
] as const;

/** @throws AppError `CARGO_CRATE_INVALID`, `CARGO_NAME_INVALID` */
export function manifestDependencies(document: unknown, indexPath: string): IndexDependency[] {
  requireNormal(document);
  const { data, error } = manifest.safeParse(document);
  if (data === undefined) {
    const where = error.issues[0]?.path.join('.');
    throw crateInvalid(`The dependencies in Cargo.toml are not valid at "${where}".`);
  }
  const { target = {}, ...plain } = data;
  const all = [
    ...ofTables(plain, null, indexPath),
    ...Object.entries(target).flatMap(([name, its]) => ofTables(its, name, indexPath)),
  ];
  if (all.length > dependenciesMax) throw crateInvalid('The crate has too many dependencies.');
  return all;
}

function requireNormal(document: unknown): void {
  const { target, ...plain } = record.parse(document);
  for (const place of [plain, ...Object.values(record.catch({}).parse(target))]) {
    const found = foreignTables.find((name) => isObject(place) && Object.hasOwn(place, name));
    if (found !== undefined) throw notNormal(`a "${found}"`);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function ofTables(
  its: z.output<typeof tables>,
  target: string | null,
  indexPath: string,
): IndexDependency[] {
  return kinds.flatMap(([key, kind]) =>
    Object.entries(its[key] ?? {}).map(([name, stated]) => {
      const about = typeof stated === 'string' ? { version: stated } : stated;
      return { ...dependencyOf(name, about, indexPath), kind, target };
    }),
  );
}

function dependencyOf(
  name: string,
  stated: Readonly<Record<string, unknown>>,
  indexPath: string,
): Omit<IndexDependency, 'kind' | 'target'> {
  const foreign = foreignKeys.find((key) => Object.hasOwn(stated, key));
  if (foreign !== undefined) throw notNormal(`"${foreign}" for the dependency ${name}`);
  const about = detailed.parse(stated);
  const own = about.package ?? name;
  requireCrateName(own);
  return {
    name,
    req: normaliseRequirement(about.version ?? '*'),
    features: about.features,
    optional: about.optional,
    default_features: about['default-features'],
    registry: registryOf(about['registry-index'], indexPath),
    ...(own === name ? {} : { package: own }),
  };
}

/** Null for a dependency from our own index, whatever host it was reached by. */
function registryOf(index: string | undefined, indexPath: string): string | null {
  if (index === undefined) return cratesIo;
  const url = URL.parse(index.replace(/^sparse\+/, ''));
  if (url === null) throw crateInvalid('A dependency names an index that is no address.');
  const path = url.pathname.replace(/\/$/, '');
  return path === indexPath || path === `${indexPath}/index` ? null : index;
}

function notNormal(what: string) {
  return crateInvalid(
    `The Cargo.toml has ${what}: package the crate by "cargo package" or "cargo publish".`,
  );
}
