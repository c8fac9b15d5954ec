import { readNamedDigest } from '@bonded/core/deposits';
import type { Referring, UpstreamDocument } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { parseJson } from '@bonded/http';
import { AppError } from '@bonded/kernel';
import { z } from 'zod';
import { isMediaType } from './media-types.ts';
import { isTag } from './names.ts';

const entriesMax = 100_000;
const jsonLimits = { depthMax: 64, membersMax: 1_000_000, uniqueKeys: true };

const tagList = z.object({ tags: z.array(z.unknown()).max(entriesMax).nullish() });
const index = z.object({ manifests: z.array(z.unknown()).max(entriesMax).nullish() });
const descriptor = z.object({
  mediaType: z.string().max(255).refine(isMediaType),
  digest: z.string().refine((text) => readNamedDigest(text) !== null),
  size: z.number().int().min(0),
  artifactType: z.string().max(255).refine(isMediaType).nullish().catch(null),
  annotations: z.record(z.string(), z.string()).nullish().catch(null),
});

/** The tags of one page; what no client could ask for is left out. */
export function readTagList(document: Pick<UpstreamDocument, 'bytes'>): readonly string[] {
  const { tags } = read(document, tagList);
  return (tags ?? []).filter((tag) => typeof tag === 'string').filter(isTag);
}

/** What a list of referrers names (distribution specification, "Listing Referrers"). */
export function readReferrers(document: Pick<UpstreamDocument, 'bytes'>): readonly Referring[] {
  const { manifests } = read(document, index);
  return (manifests ?? []).flatMap((each) => {
    const parsed = descriptor.safeParse(each);
    if (!parsed.success) return [];
    const { digest, mediaType, size, artifactType = null, annotations } = parsed.data;
    const metadata = { mediaType, artifactType, sizeBytes: size };
    return [{ version: digest, metadata: { ...metadata, annotations: annotations ?? {} } }];
  });
}

const target = /^\s*<([^<>]+)>/;
const isNext = /;\s*rel="?next"?\s*(?:;|$)/i;

/**
 * Where a list goes on, or null at its end (RFC 8288). Lists go on where they began, whatever host
 * a server takes itself for.
 */
export function nextPageOf({ link, url }: Pick<UpstreamDocument, 'link' | 'url'>): string | null {
  const entry = (link ?? '').split(/,(?=\s*<)/).find((text) => isNext.test(text));
  const reference = target.exec(entry ?? '')?.[1];
  const page = reference === undefined ? null : URL.parse(reference, url);
  return page === null ? null : `${page.pathname}${page.search}`;
}

function read<Schema extends z.ZodType>(
  { bytes }: Pick<UpstreamDocument, 'bytes'>,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(parse(bytes));
  if (parsed.success) return parsed.data;
  throw upstreamDocumentInvalid('What upstream answered is no list of a registry.');
}

function parse(bytes: Buffer): unknown {
  try {
    return parseJson(bytes, jsonLimits);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw upstreamDocumentInvalid('What upstream answered is no list of a registry.', { cause });
  }
}
