import pg from 'pg';

/** Runs `act` on a connection of its own, outside any pool, and closes it. */
export async function withClient<T>(
  url: string,
  act: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'bonded-admin' });
  // A connection that breaks fails the query that runs on it, or the next: that is where we hear of
  // it.
  client.on('error', () => {});
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
