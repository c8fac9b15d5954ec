import type { UpstreamDocument } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { indexJsonLimits, parseJson } from '@bonded/http';
import type { z } from 'zod';

/** @throws AppError `UPSTREAM_DOCUMENT_INVALID` where it is not JSON of this shape */
export function parseUpstream<Schema extends z.ZodType>(
  { bytes }: UpstreamDocument,
  schema: Schema,
): z.output<Schema> {
  let value: unknown;
  try {
    value = parseJson(bytes, indexJsonLimits);
  } catch (cause) {
    throw upstreamDocumentInvalid("Upstream's document is no JSON.", { cause });
  }
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  const where = error.issues[0]?.path.join('.') ?? '';
  throw upstreamDocumentInvalid(`Upstream's document is not what NuGet sources say at "${where}".`);
}
