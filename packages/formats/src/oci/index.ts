import { defineError } from '@bonded/kernel';
import type { Format, FormatCall } from '../format.ts';
import { imageNameOf } from './codec/names.ts';
import { type OciRoute, readRoute } from './codec/route.ts';
import { deleteBlob } from './delete-blob.ts';
import { deleteManifest } from './delete-manifest.ts';
import { renderOciError } from './errors.ts';
import { getBlob } from './get-blob.ts';
import { getManifest } from './get-manifest.ts';
import type { ImageCall } from './image-call.ts';
import { ingestFetched } from './ingest-fetched.ts';
import { ingestImage } from './ingest-image.ts';
import { listReferrers } from './list-referrers.ts';
import { listTags } from './list-tags.ts';
import { putManifest } from './put-manifest.ts';
import { root } from './root.ts';
import { cancelUpload, getUpload, patchUpload, putUpload } from './session.ts';
import { startUpload } from './start-upload.ts';
import { ociUpstream } from './upstream.ts';

/** Nothing has this address. */
const ociAddressUnknown = defineError('not-found', 'OCI_ADDRESS_UNKNOWN');
/** A method that the address does not know. */
const ociMethodUnsupported = defineError('unsupported', 'OCI_METHOD_UNSUPPORTED');

type Act = (call: ImageCall) => Promise<void>;

/** The protocol (distribution specification 1.1, "Endpoints"). */
const acts: Readonly<Record<OciRoute['kind'], Readonly<Record<string, Act | undefined>>>> = {
  manifest: { GET: getManifest, PUT: putManifest, DELETE: deleteManifest },
  blob: { GET: getBlob, DELETE: deleteBlob },
  uploads: { POST: startUpload },
  upload: { GET: getUpload, PATCH: patchUpload, PUT: putUpload, DELETE: cancelUpload },
  tags: { GET: listTags },
  referrers: { GET: listReferrers },
};

const patterns: Readonly<Record<OciRoute['kind'], string>> = {
  tags: ':image*/tags/list',
  uploads: ':image*/blobs/uploads',
  upload: ':image*/blobs/uploads/:session',
  blob: ':image*/blobs/:digest',
  manifest: ':image*/manifests/:reference',
  referrers: ':image*/referrers/:digest',
};

async function handle(call: FormatCall): Promise<void> {
  const route = readRoute(call.segments);
  if (route === null) throw ociAddressUnknown('There is nothing at this address.');
  const image = imageNameOf(route.image);
  const act = acts[route.kind][call.method === 'HEAD' ? 'GET' : call.method];
  if (act === undefined) throw ociMethodUnsupported(`This address does not know ${call.method}.`);
  // As the client wrote it, whichever repository that is about.
  const [project, slug] = call.baseUrl.split('/').slice(-2);
  call.reply.header('docker-distribution-api-version', 'registry/2.0');
  await act({
    ...call,
    image,
    reference: 'reference' in route ? route.reference : '',
    imagePath: `/v2/${project}/${slug}/${image}`,
  });
}

/**
 * Sessions belong to whoever pushes, from their first request to their last. Before it sends a
 * layer, a client asks whether it is there: where the image is going to be.
 */
function isPublishing({ method, segments }: Pick<FormatCall, 'method' | 'segments'>): boolean {
  const kind = readRoute(segments)?.kind;
  return kind === 'uploads' || kind === 'upload' || (kind === 'blob' && method === 'HEAD');
}

/** Container images and whatever else OCI registries hold. */
export const oci: Format = {
  id: 'OCI',
  kinds: ['HOSTED', 'PROXY', 'GROUP'],
  // Tags move unless somebody says otherwise; a digest can only ever name the same bytes again.
  conventions: { canOverwrite: true, canDelete: true, canReuseVersions: true },
  fixed: ['canReuseVersions'],
  mount: 'v2',
  allowsSlash: () => false,
  // The names of kinds are those of both records.
  reads: (Object.keys(patterns) as OciRoute['kind'][])
    .filter((kind) => acts[kind]['GET'] !== undefined)
    .map((kind) => patterns[kind]),
  handle,
  isPublishing,
  root,
  takesRegistryTokens: true,
  ingest: (call) => (call.repository.kind === 'PROXY' ? ingestFetched(call) : ingestImage(call)),
  extraDigests: [],
  upstream: ociUpstream,
  renderError: renderOciError,
};
