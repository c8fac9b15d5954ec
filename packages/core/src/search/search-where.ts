import type { Prisma } from '@bonded/database';
import { type Actor, artifactsWhere, reachOf, repositoriesWhere } from '../access/index.ts';
import { literally } from '../input/index.ts';
import { packageOfPurl } from './package-of-purl.ts';
import {
  type Pattern,
  type SearchCondition,
  type SearchTerm,
  searchedSeverities,
  type Trait,
} from './search-term.ts';

type ArtifactWhere = Prisma.ArtifactWhereInput;

/** A condition, said of the very thing it speaks of: indexes are used only then. */
type Clause =
  | { readonly of: 'package'; readonly where: Prisma.PackageWhereInput }
  | { readonly of: 'repository'; readonly where: Prisma.RepositoryWhereInput }
  | { readonly of: 'artifact'; readonly where: ArtifactWhere; readonly needsScans?: true };

/** Artifacts that the actor may see and that fulfil every term. */
export function searchWhere(actor: Actor, terms: readonly SearchTerm[]): ArtifactWhere {
  const clauses = terms.map((term) => clauseOf(actor, term));
  return {
    AND: [
      artifactsWhere(actor),
      ...clauses.flatMap((clause): ArtifactWhere[] => {
        if (clause.of === 'package') return [{ package: clause.where }];
        if (clause.of === 'repository') return [{ repository: clause.where }];
        return artifactConditions(actor, clause);
      }),
    ],
  };
}

/** Packages of which the actor may see a version that fulfils every term. */
export function packageSearchWhere(
  actor: Actor,
  terms: readonly SearchTerm[],
): Prisma.PackageWhereInput {
  const clauses = terms.map((term) => clauseOf(actor, term));
  const own = clauses.flatMap((clause): Prisma.PackageWhereInput[] => {
    if (clause.of === 'package') return [clause.where];
    return clause.of === 'repository' ? [{ repository: clause.where }] : [];
  });
  const ofVersions = clauses.flatMap((clause) =>
    clause.of === 'artifact' ? artifactConditions(actor, clause) : [],
  );
  return {
    AND: [...own, { artifacts: { some: { AND: [artifactsWhere(actor), ...ofVersions] } } }],
  };
}

/** What a scan found, and that it found nothing, is known only where scans may be read. */
function artifactConditions(
  actor: Actor,
  { where, needsScans }: Extract<Clause, { of: 'artifact' }>,
): ArtifactWhere[] {
  return needsScans === true ? [scansReadable(actor), where] : [where];
}

function scansReadable(actor: Actor): ArtifactWhere {
  if (reachOf(actor, 'scan:read').everywhere) return {};
  return { repository: repositoriesWhere(actor, 'scan:read') };
}

function clauseOf(actor: Actor, { isNegated, condition }: SearchTerm): Clause {
  const clause = positiveClause(actor, condition);
  // The cast says only that a negated condition is one of the same rows.
  return isNegated ? ({ ...clause, where: { NOT: clause.where } } as Clause) : clause;
}

function positiveClause(actor: Actor, condition: SearchCondition): Clause {
  switch (condition.kind) {
    case 'word':
      return { of: 'package', where: worded(condition.text) };
    case 'name':
      return { of: 'package', where: { name: equalText(condition.name) } };
    case 'coordinate':
      return { of: 'artifact', where: coordinate(condition) };
    case 'project':
      return { of: 'repository', where: { project: { slug: condition.project } } };
    case 'repository': {
      const { project, repository } = condition;
      return { of: 'repository', where: { slug: repository, project: { slug: project } } };
    }
    case 'format':
      return { of: 'repository', where: { format: condition.format } };
    case 'is':
      return { of: 'artifact', ...traitsWhere[condition.trait] };
    case 'severity':
      return { of: 'artifact', where: { worstSeverity: condition.severity }, needsScans: true };
    case 'advisory':
      return { of: 'artifact', where: affectedBy(condition.id), needsScans: true };
    case 'digest':
      return { of: 'artifact', where: { files: { some: { digest: condition.digest } } } };
    case 'licence':
      return { of: 'artifact', where: licensed(condition.licence) };
    case 'version':
      return { of: 'artifact', where: { version: matching(condition.version) } };
    case 'purl':
      return { of: 'artifact', where: purled(actor, condition.purl) };
  }
}

/** Shorter than this, a part of a name is in too many of them: only what begins so is found. */
const partCharsMin = 3;

function worded(text: string): Prisma.PackageWhereInput {
  const word = literally(text);
  if (text.length < partCharsMin) return { name: { startsWith: word, mode: 'insensitive' } };
  const contains = { contains: word, mode: 'insensitive' } as const;
  return { OR: [{ name: contains }, { description: contains }] };
}

function coordinate({ name, version }: { readonly name: string; readonly version: string }) {
  return { package: worded(name), version: { startsWith: literally(version) } };
}

/** Compared by ILIKE, in which `%` and `_` would mean more than they say. */
function equalText(text: string) {
  return { equals: literally(text), mode: 'insensitive' } as const;
}

function matching({ text, isPrefix }: Pattern): Prisma.StringFilter {
  return isPrefix ? { startsWith: literally(text) } : { equals: text };
}

const traitsWhere: Readonly<Record<Trait, { where: ArtifactWhere; needsScans?: true }>> = {
  held: { where: { state: 'QUARANTINED' } },
  released: { where: { state: 'RELEASED' } },
  rejected: { where: { state: 'REJECTED' } },
  recalled: { where: { state: 'RECALLED' } },
  yanked: { where: { yankedAt: { not: null } } },
  deprecated: { where: { deprecation: { not: null } } },
  malicious: { where: { malwareCount: { gt: 0 } }, needsScans: true },
  vulnerable: { where: { worstSeverity: { in: [...searchedSeverities] } }, needsScans: true },
};

function affectedBy(id: string): ArtifactWhere {
  const named = [{ advisoryId: id }, { aliases: { has: id } }];
  return { scans: { some: { status: 'SCANNED', findings: { some: { OR: named } } } } };
}

/**
 * A licence is an SPDX expression: one that is named in it counts, `MIT` in `(MIT OR Apache-2.0)`
 * but not in `MIT-0`.
 */
function licensed({ text, isPrefix }: Pattern): ArtifactWhere {
  const word = literally(text);
  const filters: readonly Prisma.StringNullableFilter[] = isPrefix
    ? [{ startsWith: word }, { contains: ` ${word}` }, { contains: `(${word}` }]
    : [
        { equals: word },
        { startsWith: `${word} ` },
        { endsWith: ` ${word}` },
        ...[` ${word} `, `(${word} `, ` ${word})`, `(${word})`].map((contains) => ({ contains })),
      ];
  const named = filters.map((filter) => ({ licence: { ...filter, mode: 'insensitive' as const } }));
  // Said outright, so that "not" is true of an artifact without a licence. The part of the text
  // that all have is what the index is asked for.
  const part = { licence: { contains: word, mode: 'insensitive' as const } };
  return { AND: [{ licence: { not: null } }, part, { OR: named }] };
}

/** The version itself, and every artifact that is made of it, where its scan may be read. */
function purled(actor: Actor, purl: string): ArtifactWhere {
  const wanted = packageOfPurl(purl);
  if (wanted === null) {
    const versions = { purl: { startsWith: `${literally(purl)}@` } };
    return { AND: [{ purl: { not: null } }, { OR: [{ purl }, versions] }] };
  }
  if (reachOf(actor, 'scan:read').everywhere) return { components: { some: wanted } };
  const visible = [{ relation: 'self' }, { artifact: scansReadable(actor) }];
  return { components: { some: { ...wanted, OR: visible } } };
}
