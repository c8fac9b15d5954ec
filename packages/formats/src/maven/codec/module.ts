import { parseJson } from '@bonded/http';
import { z } from 'zod';
import type { MavenFile } from './coordinates.ts';
import { mavenCoordinatesMismatch, mavenModuleInvalid } from './errors.ts';

export const moduleBytesMax = 16 * 1024 * 1024;
/** How much of what a stranger wrote is said back to them. */
const shownCharsMax = 200;
const textCharsMax = 2048;

const text = z.string().max(textCharsMax);
const file = z.object({ name: text, url: text, sha256: text.optional() });
const moduleDocument = z.object({
  formatVersion: text,
  component: z.object({ group: text, module: text, version: text, url: text.optional() }),
  variants: z.array(z.object({ files: z.array(file).optional() })).optional(),
});

/**
 * Gradle module metadata: which SHA-256 the files beside it have, by file name.
 *
 * @throws AppError `MAVEN_MODULE_INVALID`, `MAVEN_COORDINATES_MISMATCH`
 */
export function readModule(bytes: Uint8Array, at: MavenFile): ReadonlyMap<string, string> {
  const parsed = moduleDocument.safeParse(parseJson(bytes));
  if (!parsed.success) throw mavenModuleInvalid('This is no Gradle module metadata.');
  const { component, variants = [] } = parsed.data;
  requireAgreement(component, at);
  const expected = new Map<string, string>();
  for (const { name, url, sha256 } of variants.flatMap(({ files = [] }) => files)) {
    if (sha256 === undefined) continue;
    if (!/^[0-9a-fA-F]{64}$/.test(sha256)) {
      throw mavenModuleInvalid(`The module metadata has no proper SHA-256 of ${name}.`);
    }
    // Elsewhere, in another module: not ours to check.
    if (!url.includes('/')) expected.set(publishedName(url, at), sha256.toLowerCase());
  }
  return expected;
}

/** A module that says where its component is described speaks of that one, not of itself. */
function requireAgreement(
  component: { group: string; module: string; version: string; url?: string | undefined },
  { groupId, artifactId, version, baseVersion }: MavenFile,
): void {
  if (component.url !== undefined) return;
  const { group, module, version: stated } = component;
  const isSame = stated === version || stated === baseVersion;
  if (group === groupId && module === artifactId && isSame) return;
  const shown = JSON.stringify(`${group}:${module}:${stated}`.slice(0, shownCharsMax));
  const expected = `${groupId}:${artifactId}:${baseVersion}`;
  throw mavenCoordinatesMismatch(`The module metadata is of ${shown}, the path of ${expected}.`);
}

/** Files of a snapshot are called by their build, and in the metadata by the snapshot. */
function publishedName(name: string, { artifactId, version, baseVersion }: MavenFile): string {
  const prefix = `${artifactId}-${baseVersion}`;
  return name.startsWith(prefix) ? `${artifactId}-${version}${name.slice(prefix.length)}` : name;
}
