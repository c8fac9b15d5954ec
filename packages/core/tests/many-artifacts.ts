import type { Database } from '@bonded/database';

/** Rows of one artifact and what hangs on it, a statement a table; `$1` is how many artifacts. */
const statements = [
  `INSERT INTO projects (id, slug, name, updated_at)
    SELECT md5('p' || i)::uuid, 'team-' || i, 'Team', now() FROM generate_series(0, 199) i`,
  `INSERT INTO repositories (id, project_id, slug, name, format, updated_at)
    SELECT md5('r' || i)::uuid, md5('p' || i / 5)::uuid, 'shelf-' || i % 5, 'Shelf',
      (ARRAY['NPM', 'MAVEN', 'PYPI', 'OCI', 'NUGET'])[1 + i % 5]::"Format", now()
    FROM generate_series(0, 999) i`,
  `INSERT INTO packages (id, repository_id, name, description, updated_at)
    SELECT md5('k' || i)::uuid, md5('r' || i % 1000)::uuid,
      (ARRAY['react', 'log', 'http', 'date', 'cache', 'queue', 'parse', 'color'])[1 + i * 7 % 8]
        || '-' || (ARRAY['core', 'client', 'server', 'kit', 'tool'])[1 + i * 3 % 5]
        || '-' || substr(md5('n' || i), 1, 6),
      'A ' || (ARRAY['small', 'fast', 'tiny', 'typed'])[1 + i % 4] || ' library', now()
    FROM generate_series(0, $1::int / 10 - 1) i`,
  `INSERT INTO artifacts (id, repository_id, package_id, version, state, purl, size_bytes, digest,
      licence, metadata, created_at, updated_at, scan_status, worst_severity, malware_count,
      yanked_at, deprecation)
    SELECT md5('a' || i)::uuid, md5('r' || i / 10 % 1000)::uuid, md5('k' || i / 10)::uuid,
      1 + i % 10 || '.' || i / 10 % 7 || '.0',
      (CASE WHEN i % 100 < 3 THEN 'QUARANTINED' WHEN i % 100 = 3 THEN 'REJECTED'
        WHEN i % 1000 = 7 THEN 'RECALLED' ELSE 'RELEASED' END)::"ArtifactState",
      'pkg:npm/' || substr(md5('n' || i / 10), 1, 6) || '@' || 1 + i % 10 || '.0.0', 1000 + i,
      encode(sha256(('f' || i)::bytea), 'hex'),
      CASE WHEN i % 20 = 0 THEN NULL WHEN i % 20 < 17 THEN 'MIT'
        WHEN i % 5000 = 19 THEN 'AGPL-3.0-only' ELSE '(MIT OR Apache-2.0)' END,
      '{}', now() - i * interval '1 second', now(), 'SCANNED',
      CASE WHEN i % 97 = 0 THEN 'critical' WHEN i % 41 = 0 THEN 'high' ELSE 'none' END,
      (i % 5021 = 0)::int, CASE WHEN i % 5003 = 0 THEN now() END,
      CASE WHEN i % 2003 = 0 THEN 'Use the other.' END
    FROM generate_series(0, $1::int - 1) i`,
  `INSERT INTO blobs (digest, size_bytes)
    SELECT digest, size_bytes FROM artifacts`,
  `INSERT INTO files (id, repository_id, artifact_id, path, digest, size_bytes, content_type)
    SELECT md5('f' || id)::uuid, repository_id, id, package_id || '/' || version, digest,
      size_bytes, 'application/gzip' FROM artifacts`,
  `INSERT INTO scans (id, artifact_id, status, scanner)
    SELECT md5('s' || id)::uuid, id, 'SCANNED', 'osv' FROM artifacts`,
  `INSERT INTO findings (id, scan_id, kind, advisory_id, aliases, component_purl, relation,
      severity, title, fixed_in)
    SELECT md5('g' || i)::uuid, md5('s' || md5('a' || i)::uuid)::uuid, 'vulnerability',
      'GHSA-' || i % 3000, ARRAY['CVE-2030-' || 10000 + i % 3000], 'pkg:npm/x', 'bundled', 'high',
      'Title', '{}'
    FROM generate_series(0, $1::int - 1) i WHERE i % 97 = 0 OR i % 41 = 0`,
  `INSERT INTO components (id, artifact_id, purl, ecosystem, name, version, version_is_exact,
      relation)
    SELECT md5('c' || i || '/' || j)::uuid, md5('a' || i)::uuid, 'pkg:npm/' || name, 'npm', name,
      1 + i % 9 || '.0.0', true, CASE j WHEN 0 THEN 'self' ELSE 'dependency' END
    FROM generate_series(0, $1::int - 1) i, generate_series(0, 2) j,
      LATERAL (SELECT CASE j WHEN 0 THEN substr(md5('n' || i / 10), 1, 6)
        WHEN 1 THEN 'dep-' || i % 5000 ELSE 'dep-' || i % 300 END AS name) named`,
];

/**
 * Fills a database with artifacts of 200 teams, ten versions a package, by rows alone: triggers and
 * constraints sleep, and statistics are gathered at the end.
 */
export async function seedManyArtifacts({ pool }: Database, count: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SET session_replication_role = replica; SET statement_timeout = 0');
    for (const statement of statements) {
      await client.query(statement, statement.includes('$1') ? [count] : []);
    }
    await client.query('VACUUM ANALYZE');
  } finally {
    // It is set otherwise than its siblings.
    client.release(true);
  }
}
