import type { RepositoryKind } from '#generated/graphql.ts';

/** As it is typed. */
export interface Supply {
  readonly upstreamUrl: string;
  /** One a line, in their order. */
  readonly members: string;
}

export const unsupplied: Supply = { upstreamUrl: '', members: '' };

/** What the gateway is told of it: nothing that is not for the kind. */
export function supplyInput(
  kind: Exclude<RepositoryKind, 'HOSTED'>,
  { upstreamUrl, members }: Supply,
) {
  if (kind === 'PROXY') return { upstreamUrl: upstreamUrl.trim() };
  const lines = members.split('\n').map((line) => line.trim());
  return { members: lines.filter((line) => line !== '') };
}
