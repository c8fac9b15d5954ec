import { unauthenticated } from '@bonded/core/access';
import { defineError } from '@bonded/kernel';
import type { RootCall } from '../format.ts';
import { getToken } from './get-token.ts';
import { sendJson } from './image-call.ts';
import { listImages } from './list-images.ts';

/** There is nothing at this address of the registry. */
const ociRootUnknown = defineError('not-found', 'OCI_ROOT_UNKNOWN');

/** What lies at `/v2` itself. */
export async function root(call: RootCall): Promise<void> {
  const { method, segments } = call;
  const [name = ''] = segments;
  const isReading = method === 'GET' || method === 'HEAD';
  if (isReading && name === '') return ping(call);
  if (isReading && name === 'token') return getToken(call);
  if (isReading && name === '_catalog') return listImages(call);
  throw ociRootUnknown('There is nothing at this address.');
}

/**
 * `GET /v2/`: says that this is a registry to who has a token, and where to get one to who has not.
 * Answered in peace, clients would think that nobody ever has to sign in. Nobody in particular has
 * a token too.
 */
async function ping(call: RootCall): Promise<void> {
  if (call.request.headers.authorization === undefined) {
    throw unauthenticated('Get a token first.');
  }
  await sendJson(call, {}, { 'docker-distribution-api-version': 'registry/2.0' });
}
