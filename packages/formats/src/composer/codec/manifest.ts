import { parseJson } from '@bonded/http';
import { z } from 'zod';
import { packageInvalid } from './errors.ts';
import { requirePackageName } from './names.ts';

export const composerJsonBytesMax = 1024 * 1024;
const textCharsMax = 2_048;
const descriptionCharsMax = 1_024;
/** A key named twice is read differently by different tools. */
const jsonLimits = { depthMax: 32, membersMax: 50_000, uniqueKeys: true };

const text = z.string().max(textCharsMax);
const links = z.record(text, text);
const lists = z.array(text);
const paths = z.union([text, lists]);

/**
 * What a composer.json says that clients act on or show. A field of another shape would make
 * every client fail that reads the index, so the package is refused.
 */
export const composerManifest = z.object({
  name: text,
  version: text.optional(),
  description: z.string().optional(),
  type: text.optional(),
  keywords: lists.optional(),
  homepage: text.optional(),
  license: paths.optional(),
  authors: z.array(z.record(text, text)).optional(),
  require: links.optional(),
  'require-dev': links.optional(),
  conflict: links.optional(),
  replace: links.optional(),
  provide: links.optional(),
  suggest: links.optional(),
  bin: paths.optional(),
  autoload: z.record(text, z.json()).optional(),
  'include-path': lists.optional(),
  'target-dir': text.optional(),
  extra: z.record(text, z.json()).optional(),
  support: links.optional(),
  funding: z.array(z.record(text, text)).optional(),
  abandoned: z.union([z.boolean(), text]).optional(),
});

export type ComposerManifest = z.output<typeof composerManifest>;

/** @throws AppError `COMPOSER_PACKAGE_INVALID`, `COMPOSER_NAME_INVALID`, `JSON_INVALID` */
export function readManifest(bytes: Buffer): ComposerManifest {
  const { data, error } = composerManifest.safeParse(parseJson(bytes, jsonLimits));
  if (data === undefined) {
    const where = error.issues[0]?.path.join('.');
    throw packageInvalid(`The composer.json is not valid at "${where}".`);
  }
  const name = data.name.toLowerCase();
  requirePackageName(name);
  const { description } = data;
  return {
    ...data,
    name,
    ...(description !== undefined && { description: description.slice(0, descriptionCharsMax) }),
  };
}

/** Several licences are a choice. */
export function licenceOf({ license }: ComposerManifest): string | null {
  const all = [license ?? []].flat().filter((each) => each.trim() !== '');
  return all.length === 0 ? null : all.join(' OR ');
}
