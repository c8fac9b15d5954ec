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
  readonly poll: (typeof pollChoices)[number];
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
