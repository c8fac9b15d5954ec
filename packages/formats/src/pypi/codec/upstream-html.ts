import type { UpstreamDocument } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { Parser } from 'htmlparser2';
import { fileUrl, knownDigests, type ToldFile, withoutFragment } from './told-file.ts';

type Attributes = Readonly<Record<string, string | undefined>>;

interface Page {
  readonly links: readonly Attributes[];
  /** What relative addresses are relative to, where the page says so. */
  readonly base: string | undefined;
  readonly isIndex: boolean;
}

/**
 * The files of an HTML index (PEP 503, 592, 658, 714): one link each.
 * Errors: UPSTREAM_DOCUMENT_INVALID, of a page that is some other page.
 */
export function readHtmlFiles({ bytes, url }: UpstreamDocument): readonly ToldFile[] {
  const { links, base, isIndex } = readPage(bytes);
  const origin = (base === undefined ? null : fileUrl(base, url)) ?? url;
  const files = links.flatMap((link) => readLink(link, origin));
  // A project without files has an index; the page of a failing server has links at most.
  if (files.some(isDistribution) || isIndex) return files;
  throw upstreamDocumentInvalid("Upstream's page is no index of files.");
}

function readPage(bytes: Buffer): Page {
  const links: Attributes[] = [];
  let base: string | undefined;
  let isIndex = false;
  const parser = new Parser({
    onopentag: (tag, attributes: Attributes) => {
      if (tag === 'a') links.push(attributes);
      if (tag === 'base') base ??= attributes['href'];
      if (tag === 'meta') isIndex ||= attributes['name'] === 'pypi:repository-version';
    },
  });
  parser.end(bytes.toString('utf8'));
  return { links, base, isIndex };
}

/** A link is named by its address, as installers see it, and not by its text. */
function readLink(link: Attributes, origin: URL): readonly ToldFile[] {
  const url = fileUrl(link['href'] ?? '', origin);
  const fileName = url && decoded(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
  if (url === null || !fileName) return [];
  const stated = link['data-provenance'] ?? '';
  const beside = link['data-core-metadata'] ?? link['data-dist-info-metadata'] ?? '';
  return [
    {
      fileName,
      url: withoutFragment(url),
      digests: knownDigests(new URLSearchParams(url.hash.slice(1))),
      requiresPython: link['data-requires-python'] || null,
      metadataSha256: knownDigests(new URLSearchParams(beside)).sha256 ?? null,
      provenanceUrl: stated === '' ? null : (fileUrl(stated, origin)?.href ?? null),
      yanked: link['data-yanked'] ?? null,
      sizeBytes: null,
      uploadedAt: null,
    },
  ];
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    // No address of a file that we could name.
    return null;
  }
}

function isDistribution({ fileName }: ToldFile): boolean {
  return /\.(?:whl|tar\.gz|zip|egg|tar\.bz2|exe)$/.test(fileName);
}
