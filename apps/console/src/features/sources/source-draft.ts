import type { VcsKind } from '#generated/graphql.ts';
import type { RepositoryKey } from '#lib/paths.ts';

export const vcsKinds: readonly VcsKind[] = ['GITHUB', 'GITLAB', 'BITBUCKET', 'GITEA', 'GIT'];

/** In seconds, as `source.poll.…` says them. */
export const pollChoices = ['300', '900', '3600', '86400'] as const;

/** A source as it is typed. */
export interface SourceDraft {
  readonly name: string;
  readonly kind: VcsKind;
  readonly url: string;
  readonly apiUrl: string;
  readonly userName: string;
  readonly secret: string;
  /** In seconds. */
  readonly poll: string;
}

export const emptySource: SourceDraft = {
  name: '',
  kind: 'GITHUB',
  url: '',
  apiUrl: '',
  userName: '',
  secret: '',
  poll: '900',
};

/** What both trying and adding send: nothing that was left empty. */
export function checkInput({ project, repository }: RepositoryKey, draft: SourceDraft) {
  const { kind, url, apiUrl, userName, secret } = draft;
  const hasApi = kind !== 'GIT' && apiUrl.trim() !== '';
  return {
    project,
    repository,
    kind,
    url: url.trim(),
    ...(hasApi && { apiUrl: apiUrl.trim() }),
    ...(userName.trim() !== '' && { userName: userName.trim() }),
    ...(secret !== '' && { secret }),
  };
}

export function addInput(at: RepositoryKey, draft: SourceDraft) {
  const { name, poll } = draft;
  return { ...checkInput(at, draft), name: name.trim(), pollSeconds: Number(poll) };
}

/** What of a source can be changed, as it is kept. */
export interface KeptSource {
  readonly name: string;
  readonly kind: VcsKind;
  readonly url: string;
  readonly apiUrl?: string | null | undefined;
  readonly userName?: string | null | undefined;
  readonly pollSeconds: number;
}

/** What is kept as it would be typed; a secret is never shown again. */
export function draftOf({
  name,
  kind,
  url,
  apiUrl,
  userName,
  pollSeconds,
}: KeptSource): SourceDraft {
  const asking = { apiUrl: apiUrl ?? '', userName: userName ?? '', secret: '' };
  return { name, kind, url, ...asking, poll: String(pollSeconds) };
}

/** What was changed of it: what was left as it is, is not sent. */
export function updateInput(saved: SourceDraft, draft: SourceDraft, isCredentialRemoved: boolean) {
  const [url, apiUrl, userName] = [draft.url.trim(), draft.apiUrl.trim(), draft.userName.trim()];
  const credential = isCredentialRemoved
    ? { userName: '', secret: '' }
    : {
        ...(userName !== saved.userName && { userName }),
        ...(draft.secret !== '' && { secret: draft.secret }),
      };
  return {
    ...(url !== saved.url && { url }),
    ...(apiUrl !== saved.apiUrl && { apiUrl: apiUrl === '' ? null : apiUrl }),
    ...credential,
    ...(draft.poll !== saved.poll && { pollSeconds: Number(draft.poll) }),
  };
}
