import { LocalCache } from '@bonded/cache';
import { artifactNotFound } from '@bonded/core/artifacts';
import { type AdvisoryPage, listAdvisories, listAdvisoryPages } from '@bonded/core/clearance';
import { documentSizeBytes, type RenderedDocument, renderDocument } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import type { FormatCall, FormatPorts } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import { vulnerabilityEntries } from './codec/vulnerabilities.ts';
import { folderUrlOf, send } from './get-index.ts';
import { renderJson } from './nuget-index.ts';

/** How long a new import may go unnoticed. */
const pagesTtlMs = 5_000;
/** A rendered page is the same for as long as its fingerprint is. */
const documentTtlMs = 60 * 60 * 1_000;
/** Sixteen of these and what they are compressed to are kept at once. */
const pageBytesMax = 2 * 1024 * 1024;
const documentsMax = 32;
const documentsBytesMax = 64 * 1024 * 1024;
const fileOf = (page: AdvisoryPage) => `page-${page.name}.json`;

type ReadPorts = Pick<FormatPorts, 'database'>;

/** A page of the list is larger than a page may be: half of it would be a false comfort. */
const nugetVulnerabilitiesTooMany = defineError('unavailable', 'NUGET_VULNERABILITIES_TOO_MANY');

/**
 * All that we know against packages of NuGet, as restores take it to judge by themselves
 * (VulnerabilityInfo): an index, and up to sixteen pages, which is as many as it may have. A page
 * is rendered once it changes, for all repositories; clients take only those that did.
 */
export class KnownVulnerabilities {
  readonly #pages = new LocalCache<readonly AdvisoryPage[]>({ entriesMax: 1, ttlMs: pagesTtlMs });
  readonly #documents = new LocalCache<RenderedDocument>({
    entriesMax: documentsMax,
    ttlMs: documentTtlMs,
    weight: { max: documentsBytesMax, of: documentSizeBytes },
  });

  async areKnown(ports: ReadPorts): Promise<boolean> {
    return (await this.#list(ports)).length > 0;
  }

  /** `GET vulnerabilities/index.json` and the pages that it names. */
  async send(call: FormatCall, file: string): Promise<void> {
    requireReader(call);
    const pages = await this.#list(call.ports);
    const page = pages.find((each) => fileOf(each) === file);
    if (page !== undefined) send(call, await this.#document(call.ports, page));
    else if (file === 'index.json' && pages.length > 0) send(call, await index(call, pages));
    else throw artifactNotFound('There is no such list.');
  }

  #list(ports: ReadPorts): Promise<readonly AdvisoryPage[]> {
    return this.#pages.get('', () => listAdvisoryPages(ports, 'NuGet'));
  }

  #document(ports: ReadPorts, page: AdvisoryPage): Promise<RenderedDocument> {
    return this.#documents.get(`${page.name} ${page.fingerprint}`, () => render(ports, page));
  }
}

function index(call: FormatCall, pages: readonly AdvisoryPage[]): Promise<RenderedDocument> {
  return renderJson(
    pages.map((page) => ({
      '@name': `page-${page.name}`,
      '@id': `${folderUrlOf(call)}/vulnerabilities/${fileOf(page)}`,
      '@updated': page.changedAt.toISOString(),
      comment: 'OSV',
    })),
  );
}

/** Never more than a batch of advisories and the text so far. Errors: as above. */
async function render(ports: ReadPorts, page: AdvisoryPage): Promise<RenderedDocument> {
  const parts: string[] = [];
  let bytes = 0;
  // Others may be waiting for the same page: it does not end with who asked first.
  const { signal } = new AbortController();
  for await (const advisories of listAdvisories(ports, page, signal)) {
    for (const [name, entries] of vulnerabilityEntries(advisories)) {
      const part = `${JSON.stringify(name)}:${JSON.stringify(entries)}`;
      bytes += Buffer.byteLength(part);
      if (bytes > pageBytesMax) {
        throw nugetVulnerabilitiesTooMany(
          `More is known than a page holds: ${pageBytesMax} bytes.`,
        );
      }
      parts.push(part);
    }
  }
  return renderDocument(`{${parts.join(',')}}`, { contentType: 'application/json' });
}
