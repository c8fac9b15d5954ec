import { newId } from '@bonded/kernel';
import { createTestDatabase } from '@bonded/testing';
import { expect, it } from 'vitest';
import { isForeignKeyViolation, isUniqueViolation, transact } from './index.ts';

const { database } = await createTestDatabase();

const project = (slug: string) => ({ id: newId(), slug, name: slug });

it('all of a transaction is there afterwards', async () => {
  const made = await transact(database, async (tx) => {
    await tx.project.create({ data: project('one') });
    return tx.project.create({ data: project('two') });
  });
  expect(made.slug).toBe('two');
  expect(await database.prisma.project.count({ where: { slug: { in: ['one', 'two'] } } })).toBe(2);
});

it('nothing of a transaction that throws is there afterwards', async () => {
  const attempt = transact(database, async (tx) => {
    await tx.project.create({ data: project('lost') });
    throw new Error('no');
  });
  await expect(attempt).rejects.toThrow('no');
  expect(await database.prisma.project.count({ where: { slug: 'lost' } })).toBe(0);
});

/**
 * Two transactions that each read all slugs and write one: serialisable, only one may win at once.
 */
it('a serialisation failure is run again until it succeeds', async () => {
  let runs = 0;
  const readThenWrite = (slug: string) =>
    transact(
      database,
      async (tx) => {
        runs += 1;
        const seen = await tx.project.count();
        await tx.project.create({ data: { ...project(slug), description: `${seen}` } });
      },
      { isolationLevel: 'Serializable' },
    );
  await Promise.all(['race-1', 'race-2', 'race-3'].map(readThenWrite));
  const written = await database.prisma.project.findMany({
    where: { slug: { startsWith: 'race-' } },
  });
  expect(new Set(written.map(({ description }) => description)).size).toBe(3);
  expect(runs).toBeGreaterThanOrEqual(3);
});

it('a deadlock is run again until it succeeds', async () => {
  await transact(database, async (tx) => {
    await tx.project.create({ data: project('left') });
    await tx.project.create({ data: project('right') });
  });
  const { promise: bothHoldOne, resolve: holdsOne } = Promise.withResolvers<void>();
  let holders = 0;
  const lockInTurn = (first: string, second: string) =>
    transact(database, async (tx) => {
      await tx.project.update({ where: { slug: first }, data: { description: first } });
      holders += 1;
      if (holders >= 2) holdsOne();
      await bothHoldOne;
      await tx.project.update({ where: { slug: second }, data: { description: first } });
    });
  await Promise.all([lockInTurn('left', 'right'), lockInTurn('right', 'left')]);
  const [left, right] = await database.prisma.project.findMany({
    where: { slug: { in: ['left', 'right'] } },
  });
  expect(left?.description).toBe(right?.description);
  expect(holders).toBe(3);
});

it('a conflict that does not end is given up after four attempts', async () => {
  let runs = 0;
  const attempt = transact(database, async (tx) => {
    runs += 1;
    await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`;
  });
  await expect(attempt).rejects.toMatchObject({ code: 'TRANSACTION_CONFLICT' });
  expect(runs).toBe(4);
});

it('a transaction that takes too long is rolled back', async () => {
  const attempt = transact(
    database,
    async (tx) => {
      await tx.project.create({ data: project('late') });
      await tx.$queryRaw`SELECT pg_sleep(0.2)::text`;
    },
    { timeoutMs: 50 },
  );
  await expect(attempt).rejects.toMatchObject({ code: 'P2028' });
  expect(await database.prisma.project.count({ where: { slug: 'late' } })).toBe(0);
});

it('D1.15 a connection lost before the commit fails as DATABASE_UNAVAILABLE, once', async () => {
  let runs = 0;
  const attempt = transact(database, async (tx) => {
    runs += 1;
    const [backend] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    await database.pool.query('SELECT pg_terminate_backend($1)', [backend?.pid]);
    await tx.project.create({ data: project('cut') });
  });
  await expect(attempt).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  expect(runs).toBe(1);
  expect(await database.prisma.project.count({ where: { slug: 'cut' } })).toBe(0);
});

it('a second row with the same key is known by the name of its constraint', async () => {
  await transact(database, (tx) => tx.project.create({ data: project('twice') }));
  const again = transact(database, (tx) => tx.project.create({ data: project('twice') }));
  const error: unknown = await again.catch((reason: unknown) => reason);
  expect(isUniqueViolation(error)).toBe(true);
  expect(isUniqueViolation(error, 'projects_slug_key')).toBe(true);
  expect(isUniqueViolation(error, 'projects_pkey')).toBe(false);
  expect(isForeignKeyViolation(error)).toBe(false);
  expect(isUniqueViolation(new Error('twice'))).toBe(false);
});

it('a violation is known through raw SQL and through the pool as well', async () => {
  const sql = `INSERT INTO projects (id, slug, name, updated_at)
    SELECT gen_random_uuid(), 'twin', 'twin', now() FROM generate_series(1, 2)`;
  const raw: unknown = await database.prisma.$executeRawUnsafe(sql).catch((e: unknown) => e);
  const pooled: unknown = await database.pool.query(sql).catch((e: unknown) => e);
  expect(isUniqueViolation(raw, 'projects_slug_key')).toBe(true);
  expect(isUniqueViolation(pooled, 'projects_slug_key')).toBe(true);
});

it('a reference to a row that is not there is a foreign key violation', async () => {
  const orphan = transact(database, (tx) =>
    tx.policy.create({
      data: {
        id: newId(),
        repositoryId: newId(),
        version: 1,
        blockSeverity: 'none',
        blockMalware: true,
        holdUnscanned: false,
      },
    }),
  );
  const error: unknown = await orphan.catch((reason: unknown) => reason);
  expect(isForeignKeyViolation(error, 'policies_repository_id_fkey')).toBe(true);
});
