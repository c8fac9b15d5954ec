import type { PrismaClient } from '@bonded/database';
import { Prisma } from '@bonded/database';
import { isId } from '@bonded/kernel';
import type { NodeKind } from './node-kinds.ts';

const tables: Readonly<Record<Exclude<NodeKind, 'Advisory'>, string>> = {
  ApiKey: 'api_keys',
  AdvisoryImport: 'advisory_imports',
  Artifact: 'artifacts',
  AuditEvent: 'audit_events',
  Binding: 'bindings',
  Component: 'components',
  Decision: 'decisions',
  File: 'files',
  Finding: 'findings',
  Package: 'packages',
  Policy: 'policies',
  PolicyRule: 'policy_rules',
  Project: 'projects',
  Repository: 'repositories',
  Role: 'roles',
  Scan: 'scans',
  Session: 'sessions',
  Tag: 'tags',
  Upload: 'uploads',
  User: 'users',
  VcsRef: 'vcs_refs',
  VcsSource: 'vcs_sources',
};

/**
 * Asks every table for the ids, in one statement of primary key look-ups. Advisories are known
 * by their own names.
 */
const lookups = Object.entries(tables).map(
  ([kind, table]) =>
    `SELECT '${kind}' AS kind, id FROM ${table} WHERE id = ANY ((SELECT ids FROM wanted)::uuid[])`,
);

/** What each id is an id of. Says nothing about whether the asker may see it. */
export async function findKinds(
  prisma: PrismaClient,
  ids: readonly string[],
): Promise<Map<string, NodeKind>> {
  const rowIds = ids.filter(isId);
  const others = ids.filter((id) => !isId(id)).map((id) => [id, 'Advisory'] as const);
  if (rowIds.length === 0) return new Map(others);
  const rows = await prisma.$queryRaw<{ kind: NodeKind; id: string }[]>`
    WITH wanted AS (SELECT ${rowIds}::text[] AS ids)
    ${Prisma.raw(lookups.join(' UNION ALL '))}`;
  return new Map([...others, ...rows.map(({ kind, id }) => [id, kind] as const)]);
}
