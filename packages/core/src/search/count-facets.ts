import type { ArtifactState, Prisma } from '@bonded/database';
import { type Actor, can } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository } from '../repositories/index.ts';
import { parseSearch } from './parse-search.ts';
import { searchedSeverities, type Trait } from './search-term.ts';
import { searchWhere } from './search-where.ts';

/** So many are counted one and all. */
const allMax = 5_000;
/** Of more, only so many. */
const newestMax = 1_000;
/** Values of one kind: of more, the most frequent. */
const valuesMax = 8;

const facetKinds = ['state', 'severity', 'format', 'project', 'repository'] as const;

export type FacetKind = (typeof facetKinds)[number];

/** A term that would narrow the search, and how many of what it finds would stay. */
export interface Facet {
  readonly kind: FacetKind;
  readonly term: string;
  readonly count: number;
}

export interface Facets {
  /** Whether there are too many to count: then these are the newest of them. */
  readonly isPartial: boolean;
  readonly countedTotal: number;
  readonly facets: readonly Facet[];
}

/**
 * By what the artifacts that a search finds could be told apart, the most frequent first. Counts
 * only what the actor may see, and severities where scans may be read. Errors: SEARCH_INVALID.
 */
export async function countFacets(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: { readonly query: string },
): Promise<Facets> {
  const where = searchWhere(actor, parseSearch(input.query));
  const { groups, isPartial } = await countGroups(ports, where);
  const repositories = await ports.database.prisma.repository.findMany({
    where: { id: { in: [...new Set(groups.map(({ repositoryId }) => repositoryId))] } },
    select: {
      ...{ id: true, slug: true, format: true, projectId: true, isPublic: true },
      project: { select: { slug: true } },
    },
  });
  const byId = new Map(repositories.map((row) => [row.id, row]));
  const counts = new Map<string, { kind: FacetKind; term: string; count: number }>();
  const add = (kind: FacetKind, term: string, count: number): void => {
    const facet = counts.get(term) ?? { kind, term, count: 0 };
    counts.set(term, { ...facet, count: facet.count + count });
  };
  for (const { repositoryId, state, worstSeverity, count } of groups) {
    const repository = byId.get(repositoryId);
    // It has just gone, and its artifacts with it.
    if (repository === undefined) continue;
    const { slug, format, project } = repository;
    const trait = traitOf[state];
    if (trait !== undefined) add('state', `is:${trait}`, count);
    const isRated = searchedSeverities.some((severity) => severity === worstSeverity);
    if (isRated && can(actor, 'scan:read', placeOfRepository(repository))) {
      add('severity', `severity:${worstSeverity}`, count);
    }
    add('format', `format:${format.toLowerCase()}`, count);
    add('project', `project:${project.slug}`, count);
    add('repository', `repo:${project.slug}/${slug}`, count);
  }
  const all = [...counts.values()];
  return {
    isPartial,
    countedTotal: groups.reduce((total, { count }) => total + count, 0),
    facets: facetKinds.flatMap((kind) => mostFrequent(all.filter((each) => each.kind === kind))),
  };
}

const traitOf: Readonly<Partial<Record<ArtifactState, Trait>>> = {
  QUARANTINED: 'held',
  RELEASED: 'released',
  REJECTED: 'rejected',
  RECALLED: 'recalled',
};

function mostFrequent(facets: readonly Facet[]): readonly Facet[] {
  const sorted = facets.toSorted(
    (one, other) => other.count - one.count || (one.term < other.term ? -1 : 1),
  );
  return sorted.slice(0, valuesMax);
}

interface Group {
  readonly repositoryId: string;
  readonly state: ArtifactState;
  readonly worstSeverity: string;
  readonly count: number;
}

/** All that are found, or of too many the newest: those a list begins with are found at once. */
async function countGroups(
  { database }: Pick<Ports, 'database'>,
  where: Prisma.ArtifactWhereInput,
): Promise<{ readonly groups: readonly Group[]; readonly isPartial: boolean }> {
  const { artifact } = database.prisma;
  if ((await artifact.count({ where, take: allMax + 1 })) <= allMax) {
    const groups = await artifact.groupBy({
      by: ['repositoryId', 'state', 'worstSeverity'],
      where,
      _count: true,
    });
    const counted = groups.map(({ _count, ...group }) => ({ ...group, count: _count }));
    return { groups: counted, isPartial: false };
  }
  const rows = await artifact.findMany({
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: newestMax,
    select: { repositoryId: true, state: true, worstSeverity: true },
  });
  return { groups: rows.map((row) => ({ ...row, count: 1 })), isPartial: true };
}
