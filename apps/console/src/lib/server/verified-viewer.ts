import { cache } from 'react';
import { ViewerDocument, type ViewerQuery } from '#generated/graphql.ts';
import { GatewayRefusal } from '#lib/session/gateway-auth.ts';
import { currentSession, tokenVault } from '#lib/session/session.ts';
import { readAtGateway } from './gateway-graphql.ts';

export type VerifiedViewer =
  | { readonly viewer: ViewerQuery['viewer']; readonly problem?: undefined }
  | { readonly viewer?: undefined; readonly problem: 'signed-out' | 'unavailable' };

/**
 * Asks the gateway who this session is: a sealed cookie alone does not know that it has been
 * revoked.
 */
export const verifiedViewer = cache(async (): Promise<VerifiedViewer> => {
  const session = await currentSession();
  if (!session) return { problem: 'signed-out' };
  try {
    const { accessToken } = await tokenVault().current(session);
    const viewer = (await readAtGateway(ViewerDocument, {}, accessToken))?.viewer;
    return viewer && !viewer.isAnonymous ? { viewer } : { problem: 'signed-out' };
  } catch (error) {
    return { problem: error instanceof GatewayRefusal ? 'signed-out' : 'unavailable' };
  }
});
