import type { VcsRef as VcsRefRow } from '@bonded/database';
import type { VcsFacts, VcsFile, VcsRef } from '@bonded/vcs';
import type { Ports } from '../ports.ts';
import type { SourceFormat } from '../repositories/index.ts';
import type { PlacedSource } from './find-source.ts';
import type { OpenedSource } from './open-source.ts';
import { readRef } from './read-ref.ts';
import { type RefOutcome, storeRefs } from './store-refs.ts';

const manifestBytesMax = 1024 * 1024;
/** What is read is written this often, so that a sync that is broken off was not for nothing. */
const storedTogetherMax = 50;

export interface RefsToCompare {
  readonly source: PlacedSource;
  readonly opened: OpenedSource;
  readonly format: SourceFormat;
  readonly refs: readonly VcsRef[];
  readonly facts: VcsFacts;
}

/** Reads what a commit says where a ref leads to another commit than before, and nowhere else. */
export async function readChangedRefs(
  ports: Pick<Ports, 'database'>,
  { source, opened, format, refs, facts }: RefsToCompare,
): Promise<void> {
  const { repository } = source;
  const known = await ports.database.prisma.vcsRef.findMany({ where: { sourceId: source.id } });
  const { changed, gone } = difference(known, refs, { source, facts });
  await storeRefs(ports, { source, repository, outcomes: [], gone });
  const byCommit = Map.groupBy(changed, ({ commit }) => commit);
  const wish = {
    commits: [...byCommit.keys()],
    path: format.manifestPath,
    bytesMax: manifestBytesMax,
  };
  let outcomes: RefOutcome[] = [];
  const store = async () => {
    const written = outcomes;
    outcomes = [];
    await storeRefs(ports, { source, repository, outcomes: written, gone: [] });
  };
  const outcomeOf = (ref: VcsRef, file: VcsFile): RefOutcome => ({
    ref,
    committedAt: file.committedAt ?? ref.committedAt,
    read: readRef({
      format,
      ref,
      package: source.name,
      isDefault: isDefault(ref, facts),
      manifest: file.bytes,
    }),
  });
  try {
    for await (const file of opened.driver.files(opened.call, wish)) {
      outcomes.push(...(byCommit.get(file.commit) ?? []).map((ref) => outcomeOf(ref, file)));
      if (outcomes.length >= storedTogetherMax) await store();
    }
  } finally {
    await store();
  }
}

function isDefault({ kind, name }: VcsRef, { defaultBranch }: Pick<VcsFacts, 'defaultBranch'>) {
  return kind === 'BRANCH' && name === defaultBranch;
}

function difference(
  known: readonly VcsRefRow[],
  refs: readonly VcsRef[],
  { source, facts }: Pick<RefsToCompare, 'source' | 'facts'>,
) {
  const keyOf = ({ kind, name }: Pick<VcsRef, 'kind' | 'name'>) => `${kind} ${name}`;
  const before = new Map(known.map((row) => [keyOf(row), row]));
  const now = new Set(refs.map(keyOf));
  const changed = refs.filter((ref) => {
    // What is the default branch by now, or no longer, says something else at the same commit.
    const isOther = isDefault(ref, facts) !== isDefault(ref, source);
    return before.get(keyOf(ref))?.commit !== ref.commit || isOther;
  });
  const gone = known.filter((row) => !now.has(keyOf(row))).map(({ id }) => id);
  return { changed, gone };
}
