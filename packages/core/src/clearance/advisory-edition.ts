import type { Tx } from '@bonded/database';

/** Whoever holds it alone begins an import; who shares it keeps imports from beginning. */
export const importTurn = 'advisory import';

/**
 * Names what the advisories say now: the import that was begun last. Null while one runs, for then
 * they say something else at every look.
 */
export async function advisoryEdition(tx: Pick<Tx, '$queryRaw'>): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ newest: string | null; isRunning: boolean }[]>`
    SELECT
      (SELECT id::text FROM advisory_imports ORDER BY started_at DESC LIMIT 1) AS newest,
      EXISTS (SELECT FROM advisory_imports WHERE finished_at IS NULL) AS "isRunning"`;
  return row?.isRunning === false ? (row.newest ?? 'none') : null;
}
