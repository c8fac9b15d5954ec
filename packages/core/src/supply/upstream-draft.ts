import { assert } from '@bonded/kernel';
import type { UpstreamDraft } from '../repositories/index.ts';
import { type AskedUpstream, authorizationOf, type UpstreamSettings } from './upstream-settings.ts';

/** Unlike every id of ours: what nobody saved shares nothing with what somebody did. */
const unsavedId = 'unsaved';

/**
 * What would be asked, of what is kept and what is to be changed of it. A credential is for the
 * place that it was given for: at another origin there is none until one is given.
 */
export function draftOf(draft: UpstreamDraft, kept: UpstreamSettings | null): AskedUpstream {
  const url = draft.url ?? kept?.url;
  assert(url !== undefined, 'what is not saved was checked to have an address');
  const isHere = kept !== null && kept.url.origin === url.origin;
  const userName = (draft.userName ?? (isHere ? kept.userName : null)) || null;
  const { repositoryId } = draft;
  return {
    repositoryId: repositoryId ?? unsavedId,
    url,
    userName,
    authorization:
      secretOf(draft.secret, userName) ??
      (isHere && draft.secret === undefined ? kept.authorization : undefined),
  };
}

function secretOf(secret: string | undefined, userName: string | null) {
  return secret ? authorizationOf({ userName, secret }) : undefined;
}
