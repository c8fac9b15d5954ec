import type { Warehouse } from './warehouse.ts';

/**
 * How many times `act` went to the database: every statement and transaction takes a connection.
 */
export async function countQueries(
  { ports }: Pick<Warehouse, 'ports'>,
  act: () => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const onAcquire = () => {
    count += 1;
  };
  ports.database.pool.on('acquire', onAcquire);
  try {
    await act();
  } finally {
    ports.database.pool.off('acquire', onAcquire);
  }
  return count;
}
