import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { z } from 'zod';
import { mavenModuleInvalid, mavenPathInvalid } from './codec/errors.ts';

/** More than any build publishes; a version with more is a mistake. */
const filesMax = 2_000;

const stored = z.object({
  /** By file name: what there is of the version. */
  files: z.record(
    z.string(),
    z.object({ classifier: z.string().nullable(), extension: z.string(), sha256: z.string() }),
  ),
  /** What the pom says, once it is there. */
  pom: z.object({ packaging: z.string(), name: z.string().nullable() }).nullable().default(null),
  /** What Gradle module metadata says of the files: SHA-256 by file name. */
  expected: z.record(z.string(), z.string()).default({}),
  /** Only of Maven plugins: versions are found by it. */
  plugin: z.object({ prefix: z.string(), name: z.string() }).optional(),
});

/** What a version keeps in its metadata. It grows with each file. */
export type MavenMetadata = z.output<typeof stored>;

export function readMetadata(value: unknown): MavenMetadata {
  return stored.parse(value);
}

export function writeMetadata(metadata: MavenMetadata): PublishArtifactInput['metadata'] {
  return { ...metadata };
}

/**
 * What a version says once a file came to it.
 *
 * @throws AppError `MAVEN_MODULE_INVALID` where the files are not those of the module metadata
 */
export function joinMetadata(existing: unknown, added: MavenMetadata): MavenMetadata {
  const before = readMetadata(existing);
  const plugin = added.plugin ?? before.plugin;
  const joined = {
    files: { ...before.files, ...added.files },
    pom: added.pom ?? before.pom,
    expected: { ...before.expected, ...added.expected },
    ...(plugin && { plugin }),
  };
  if (Object.keys(joined.files).length > filesMax) {
    throw mavenPathInvalid(`One version has at most ${filesMax} files.`);
  }
  for (const [name, { sha256 }] of Object.entries(joined.files)) {
    const expected = Object.hasOwn(joined.expected, name) ? joined.expected[name] : undefined;
    if (expected === undefined || expected === sha256) continue;
    throw mavenModuleInvalid(`${name} is not the file that the module metadata names.`);
  }
  return joined;
}
