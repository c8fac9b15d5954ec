import { type Actor, serviceActor } from '@bonded/core/access';
import {
  countFacets,
  narrowSearch,
  parseSearch,
  rankPackageSearch,
  searchWhere,
} from '@bonded/core/search';
import { createTestDatabase } from '@bonded/testing';
import { expect, it } from 'vitest';
import { seedManyArtifacts } from './many-artifacts.ts';

/** Enough for the planner to want an index. BONDED_SEARCH_ARTIFACTS=1000000 measures the aim. */
const count = Number(process.env['BONDED_SEARCH_ARTIFACTS'] ?? 40_000);
const isMeasured = process.env['BONDED_SEARCH_ARTIFACTS'] !== undefined;
const seedTimeoutMs = 30 * 60_000;

const { database } = await createTestDatabase();
await seedManyArtifacts(database, count);
const { prisma, pool } = database;

const admin = serviceActor('admin', ['artifact:read', 'artifact:read-held', 'scan:read']);
const { rows: teams } = await pool.query<{ id: string }>(
  "SELECT id FROM projects WHERE slug IN ('team-7', 'team-8')",
);
const reader: Actor = {
  ...admin,
  grants: teams.map(({ id: projectId }) => ({
    actions: new Set(['artifact:read'] as const),
    scope: { kind: 'project', projectId },
  })),
};
const { rows: samples } = await pool.query<{ name: string; digest: string; purl: string }>(
  `SELECT p.name, a.digest, a.purl FROM artifacts a JOIN packages p ON p.id = a.package_id
    WHERE a.repository_id = md5('r36')::uuid AND a.state = 'RELEASED' LIMIT 1`,
);
const [sample] = samples;
if (sample === undefined) throw new Error('There are no artifacts.');
const { name, digest, purl } = sample;

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** The statements that `act` sends, with what they were asked with. */
async function statementsOf(act: () => Promise<unknown>): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  const client = await pool.connect();
  // The pool has one class of connections: all of them are listened to at once.
  const prototype = Object.getPrototypeOf(client) as { query: (...asked: unknown[]) => unknown };
  client.release();
  const { query } = prototype;
  prototype.query = function record(this: unknown, ...asked: unknown[]) {
    const [first, values] = asked;
    if (isStatement(first)) statements.push(first);
    else if (typeof first === 'string' && Array.isArray(values)) {
      statements.push({ text: first, values });
    }
    return query.apply(this, asked);
  };
  try {
    await act();
  } finally {
    prototype.query = query;
  }
  return statements;
}

function isStatement(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && 'text' in value && 'values' in value;
}

async function planOf({ text, values }: Statement): Promise<string> {
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

/** What each kind of question finds few of: none may read a table from end to end for them. */
const selective = [
  name,
  `name:${name}`,
  `${name}@1`,
  `digest:sha256:${digest}`,
  purl,
  'pkg:npm/dep-42',
  'cve:2030-10041',
  'licence:AGPL-3.0-only',
  'is:yanked',
  'is:deprecated',
  'is:malicious',
  'repo:team-7/shelf-1',
];

/** A question that takes longer has lost its index. */
const slowMs = 2_000;

const newest = [{ createdAt: 'desc' }, { id: 'desc' }] as const;

async function firstPage(actor: Actor, query: string) {
  const where = await narrowSearch({ database }, actor, { query });
  return prisma.artifact.findMany({
    where,
    orderBy: [...newest],
    take: 51,
    select: { id: true },
  });
}

/** The first packages that are found, rank by rank. */
async function packagesInOrder(
  actor: Actor,
  query: string,
  first = 51,
): Promise<readonly string[]> {
  const { ranks } = await rankPackageSearch({ database }, actor, { query });
  const names: string[] = [];
  for (const { where } of ranks) {
    const rows = await prisma.package.findMany({
      where: await where(),
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: first - names.length,
      select: { name: true },
    });
    names.push(...rows.map((row) => row.name));
    if (names.length === first) break;
  }
  return names;
}

it.each(selective)('%s is found by an index, by whoever asks', async (query) => {
  for (const actor of [admin, reader]) {
    const statements = await statementsOf(() => firstPage(actor, query));
    expect(statements.length).toBeGreaterThan(1);
    for (const statement of statements) {
      expect(await planOf(statement)).not.toMatch(/Seq Scan on (artifacts|files|components|scans)/);
    }
  }
});

it('finds the same few as the whole search does, whatever the step', async () => {
  for (const query of [name, 'repo:team-7/shelf-1', 'is:held licence:AGPL-3.0-only', 'core']) {
    const where = searchWhere(admin, parseSearch(query));
    const all = await prisma.artifact.findMany({
      where,
      orderBy: [...newest],
      take: 51,
      select: { id: true },
    });
    expect(await firstPage(admin, query)).toEqual(all);
  }
});

it.runIf(isMeasured)(
  'says how long each question takes',
  async () => {
    const questions = [...selective, '', 'react', 'react fast', 'is:held', 'licence:MIT'];
    for (const [who, actor] of Object.entries({ admin, reader })) {
      for (const query of questions) {
        const times = [
          await msOf(() => firstPage(actor, query)),
          await msOf(() => prisma.artifact.count({ where: whereOf(actor, query), take: 10_000 })),
          await msOf(() => packagesInOrder(actor, query)),
          await msOf(() => countFacets({ database }, actor, { query })),
        ];
        process.stdout.write(`${[who, query, ...times.map((ms) => ms.toFixed(0))].join('\t')}\n`);
        expect(Math.max(...times), query).toBeLessThan(slowMs);
      }
    }
  },
  seedTimeoutMs,
);

function whereOf(actor: Actor, query: string) {
  return searchWhere(actor, parseSearch(query));
}

/** Asked twice: the first time reads from the disk. */
async function msOf(act: () => Promise<unknown>): Promise<number> {
  await act();
  const before = performance.now();
  await act();
  return performance.now() - before;
}

/** Calls packages so that thousands answer one word, each in one of the ways. */
const renamed = `
  UPDATE packages SET name = CASE
      WHEN place = 1 THEN 'library'
      WHEN place <= 1300 THEN 'library-' || place
      WHEN place <= 1302 THEN '@team/' || place || '/library'
      ELSE 'a-library-' || place END
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM packages) placed
    WHERE placed.id = packages.id AND place <= 1310`;

it('ranks the packages of a word, whether thousands of names answer it or few', async () => {
  expect((await packagesInOrder(admin, name))[0]).toBe(name);
  await pool.query(renamed);
  await pool.query('ANALYZE packages');
  const names = await packagesInOrder(admin, 'Library', 1_400);
  expect(names[0]).toBe('library');
  expect(names.slice(1, 1_300).every((each) => each.startsWith('library-'))).toBe(true);
  expect(names.slice(1_300, 1_302)).toEqual(['@team/1301/library', '@team/1302/library']);
  expect(names.slice(1_302, 1_310).every((each) => each.startsWith('a-library-'))).toBe(true);
  expect(names.slice(1_310).some((each) => each.includes('library'))).toBe(false);
  expect(new Set(names).size).toBe(1_400);
});
