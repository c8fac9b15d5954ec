import type { UpstreamDocument } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { indexJsonLimits, parseJson } from '@bonded/http';
import { z } from 'zod';
import { normaliseName } from './names.ts';
import { fileUrl, knownDigests, type ToldFile, withoutFragment } from './told-file.ts';

const textCharsMax = 4_096;

const project = z.object({
  meta: z.object({ 'api-version': z.string().regex(/^1\.\d+$/) }),
  name: z.string(),
  files: z.array(z.unknown()),
});
const text = z.string().max(textCharsMax);
const metadata = z.union([z.boolean(), z.record(z.string(), z.unknown())]);
const file = z.object({
  filename: text,
  url: text,
  hashes: z.record(z.string(), z.unknown()),
  'requires-python': text.nullish(),
  size: z.int().positive().nullish().catch(null),
  'upload-time': z.iso.datetime({ offset: true }).nullish().catch(null),
  yanked: z.union([z.boolean(), text]).default(false),
  'core-metadata': metadata.optional(),
  'dist-info-metadata': metadata.optional(),
  provenance: text.nullish().catch(null),
});

/**
 * The files of a JSON index (PEP 691, 700, 714). A file that is not as they say is left out.
 * Errors: UPSTREAM_DOCUMENT_INVALID.
 */
export function readJsonFiles({ bytes, url }: UpstreamDocument, name: string): readonly ToldFile[] {
  const { data } = project.safeParse(parse(bytes));
  if (data === undefined || normaliseName(data.name) !== name) {
    throw upstreamDocumentInvalid(`Upstream's document is no index of ${name}.`);
  }
  return data.files.flatMap((each) => readFile(each, url));
}

function parse(bytes: Buffer): unknown {
  try {
    return parseJson(bytes, indexJsonLimits);
  } catch (cause) {
    throw upstreamDocumentInvalid("Upstream's document is no JSON.", { cause });
  }
}

function readFile(value: unknown, base: URL): readonly ToldFile[] {
  const { data } = file.safeParse(value);
  const url = data && fileUrl(data.url, base);
  if (!url) return [];
  const { yanked, size, 'upload-time': uploadTime } = data;
  const beside = data['core-metadata'] ?? data['dist-info-metadata'] ?? false;
  const besideDigests = typeof beside === 'boolean' ? [] : Object.entries(beside);
  return [
    {
      fileName: data.filename,
      url: withoutFragment(url),
      digests: knownDigests(Object.entries(data.hashes)),
      requiresPython: data['requires-python'] ?? null,
      metadataSha256: knownDigests(besideDigests).sha256 ?? null,
      provenanceUrl: addressOf(data.provenance, base),
      yanked: reasonOf(yanked),
      sizeBytes: size ?? null,
      uploadedAt: uploadTime == null ? null : new Date(uploadTime),
    },
  ];
}

function addressOf(stated: string | null | undefined, base: URL): string | null {
  return (stated && fileUrl(stated, base)?.href) || null;
}

function reasonOf(yanked: boolean | string): string | null {
  if (typeof yanked === 'string') return yanked;
  return yanked ? '' : null;
}
