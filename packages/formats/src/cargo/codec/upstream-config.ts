import type { UpstreamDocument } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { z } from 'zod';
import { indexFolderOf } from './names.ts';

const config = z.object({ dl: z.string().max(2_048) });
const markers = /\{(crate|version|prefix|lowerprefix|sha256-checksum)\}/g;

/** Where archives are, by `config.json` of an index. Errors: UPSTREAM_DOCUMENT_INVALID. */
export function readUpstreamConfig(document: UpstreamDocument | null): string {
  const { data } = config.safeParse(document && parse(document.bytes));
  const isAddress = data !== undefined && /^https?:\/\//i.test(data.dl);
  if (isAddress) return data.dl;
  throw upstreamDocumentInvalid("Upstream's config.json says nothing of where crates are.");
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw upstreamDocumentInvalid("Upstream's config.json is no JSON.", { cause });
  }
}

export interface IndexedArchive {
  readonly name: string;
  /** As the index has it, with its build metadata. */
  readonly version: string;
  readonly cksum: string;
}

/** `dl` with its markers filled in; one without any is followed by the usual path. */
export function archiveAddress(dl: string, { name, version, cksum }: IndexedArchive): string {
  const values: Readonly<Record<string, string>> = {
    crate: name,
    version,
    prefix: indexFolderOf(name),
    lowerprefix: indexFolderOf(name.toLowerCase()),
    'sha256-checksum': cksum,
  };
  const filled = dl.replaceAll(markers, (marker, key: string) => values[key] ?? marker);
  return filled === dl ? `${dl.replace(/\/$/, '')}/${name}/${version}/download` : filled;
}
