import { newId } from '@bonded/kernel';
import { afterTest, tempDir, waitFor } from '@bonded/testing';
import { expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/index.ts';
import { createDatabase, type Database, isReachable, transact } from './index.ts';
import { migrate } from './migrate/index.ts';

const kills = 20;
const writers = 8;
const poolBackMsMax = 10_000;

/**
 * Goal: what was acknowledged survives every death of PostgreSQL, and we survive it too.
 * Method: writers note each slug whose transaction resolved, while the server is killed again and
 * again; at the end every noted slug must be there. An outcome that was not told counts as unknown.
 */
it('D1.15 PostgreSQL killed 20 times under load: no acknowledged change is lost', async () => {
  const dataDir = await tempDir();
  let postgres = await startEmbeddedPostgres({ dataDir });
  afterTest(() => postgres.stop());
  await migrate(postgres.url);
  await using database = createDatabase({
    url: postgres.url,
    poolMax: writers,
    statementTimeoutMs: 5_000,
    onPoolError: () => {},
  });
  const unhandled = countUnhandledRejections();
  const load = startLoad(database);
  let slowestBackMs = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const acknowledged = load.acknowledged.size;
    await waitFor(() => load.acknowledged.size >= acknowledged + writers);
    const killedAt = performance.now();
    postgres = await killAndStartAgain(postgres, dataDir);
    await waitFor(() => isReachable(database), { timeoutMs: poolBackMsMax });
    slowestBackMs = Math.max(slowestBackMs, performance.now() - killedAt);
  }
  const strangeErrors = await load.stop();
  const kept = await database.prisma.project.findMany({ select: { slug: true } });
  const slugs = new Set(kept.map(({ slug }) => slug));
  expect([...load.acknowledged].filter((slug) => !slugs.has(slug))).toEqual([]);
  expect(strangeErrors).toEqual([]);
  expect(slowestBackMs).toBeLessThan(poolBackMsMax);
  expect(unhandled()).toEqual([]);
}, 120_000);

async function killAndStartAgain(
  postgres: EmbeddedPostgres,
  dataDir: string,
): Promise<EmbeddedPostgres> {
  process.kill(postgres.pid, 'SIGKILL');
  await postgres.exited;
  return startEmbeddedPostgres({ dataDir, port: postgres.port });
}

function startLoad(database: Database) {
  const acknowledged = new Set<string>();
  const strangeErrors = new Set<unknown>();
  const stopping = new AbortController();
  const write = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const slug = newId();
      try {
        await transact(database, (tx) =>
          tx.project.create({ data: { id: newId(), slug, name: slug } }),
        );
        acknowledged.add(slug);
      } catch (error) {
        const code = (error as { code?: string }).code;
        if (code !== 'DATABASE_UNAVAILABLE') strangeErrors.add(error);
      }
    }
  };
  const all = Promise.all(Array.from({ length: writers }, write));
  const stop = async (): Promise<unknown[]> => {
    stopping.abort();
    await all;
    return [...strangeErrors];
  };
  return { acknowledged, stop };
}

function countUnhandledRejections(): () => unknown[] {
  const seen: unknown[] = [];
  const note = (reason: unknown): void => void seen.push(reason);
  process.on('unhandledRejection', note);
  afterTest(async () => void process.off('unhandledRejection', note));
  return () => seen;
}
