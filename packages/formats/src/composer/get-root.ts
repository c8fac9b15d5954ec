import { listPackageNames } from '@bonded/core/artifacts';
import { type RenderedDocument, renderDocument, sendDocument } from '@bonded/http';
import type { DocumentCache } from '../document-cache.ts';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';

/** `GET packages.json`: where the rest is, and what there is at all. */
export async function getRoot(
  roots: DocumentCache<RenderedDocument>,
  call: FormatCall,
): Promise<void> {
  requireReader(call);
  const { repository, request, reply } = call;
  const document = await roots.get(repository.id, () => render(call));
  sendDocument(request, reply, document, {
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, no-cache`,
  });
}

async function render({ ports, repository, baseUrl }: FormatCall): Promise<RenderedDocument> {
  const isHosted = repository.kind === 'HOSTED';
  const root = {
    packages: [],
    'metadata-url': `${baseUrl}/p2/%package%.json`,
    // What others have beside is not known by name: clients then ask for each.
    ...(isHosted && { 'available-packages': await listPackageNames(ports, repository.id) }),
    'notify-batch': `${baseUrl}/downloads`,
    search: `${baseUrl}/search.json?q=%query%&type=%type%`,
    list: `${baseUrl}/list.json`,
    'security-advisories': { metadata: false, 'api-url': `${baseUrl}/api/security-advisories/` },
  };
  return renderDocument(JSON.stringify(root), { contentType: 'application/json' });
}
