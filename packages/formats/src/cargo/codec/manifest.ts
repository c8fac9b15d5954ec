import { parse } from 'smol-toml';
import { z } from 'zod';
import type { IndexDependency } from './dependency.ts';
import { crateInvalid } from './errors.ts';
import { manifestDependencies } from './manifest-dependencies.ts';
import { requireCrateName } from './names.ts';
import { requireVersion } from './versions.ts';

export const cargoTomlBytesMax = 1024 * 1024;
const textCharsMax = 1024;
const featuresMax = 10_000;
/** As deep as cargo's own reader goes, tables and dotted keys included. */
const depthMax = 80;

/** One version as it is served, taken from the `Cargo.toml` of its archive alone (D5.11). */
export interface CrateManifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: readonly IndexDependency[];
  readonly features: Readonly<Record<string, readonly string[]>>;
  readonly links: string | null;
  readonly rustVersion: string | null;
  readonly description: string;
  readonly licence: string | null;
}

const text = z.string().max(textCharsMax);
const manifest = z.object({
  package: z.object({
    name: text,
    version: text,
    description: z.string().optional(),
    license: text.optional(),
    links: text.optional(),
    'rust-version': text.optional(),
  }),
  features: z
    .record(text, z.array(text).max(featuresMax))
    .refine((all) => Object.keys(all).length <= featuresMax, 'Too many features.')
    .default({}),
});

/**
 * Reads the normalised manifest that `cargo package` writes. `indexPath` is the path of our own
 * index: dependencies that come from there need not say so in the index. Null: they are known from
 * elsewhere, and not read.
 *
 * @throws AppError `CARGO_CRATE_INVALID`, `CARGO_NAME_INVALID`
 */
export function readManifest(cargoToml: Buffer, indexPath: string | null): CrateManifest {
  const document = parseToml(cargoToml);
  requireShallow(document);
  const { data, error } = manifest.safeParse(document);
  if (data === undefined) {
    const [issue] = error.issues;
    throw crateInvalid(`The Cargo.toml is not valid at "${issue?.path.join('.')}".`);
  }
  const { name, version, description = '', license, links, ...rest } = data.package;
  requireCrateName(name);
  requireVersion(version);
  return {
    name,
    version,
    dependencies: indexPath === null ? [] : manifestDependencies(document, indexPath),
    features: data.features,
    links: links ?? null,
    rustVersion: rest['rust-version'] ?? null,
    description: description.trim().slice(0, textCharsMax),
    licence: license === undefined ? null : licenceExpression(license),
  };
}

function parseToml(bytes: Buffer): unknown {
  try {
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw crateInvalid('The Cargo.toml is not valid TOML.', { cause });
  }
}

/** The parser bounds how deep values are, and not how deep a key with dots leads. */
function requireShallow(document: unknown): void {
  let level: readonly unknown[] = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) throw crateInvalid('The Cargo.toml is nested too deeply.');
    level = level.flatMap((value): readonly unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}

/** Older crates write `MIT/Apache-2.0`, which means either. */
function licenceExpression(licence: string): string {
  return licence
    .split('/')
    .map((part) => part.trim())
    .join(' OR ');
}
