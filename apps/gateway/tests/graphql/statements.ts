import type { Database } from '@bonded/database';

interface Client {
  query(...args: unknown[]): unknown;
}

/** Writes down every statement that reaches PostgreSQL over the pool from now on. */
export function recordStatements({ pool }: Database): { take(): string[] } {
  let statements: string[] = [];
  const record = (client: Client): void => {
    const query = client.query.bind(client);
    client.query = (...args) => {
      statements.push(textOf(args[0]));
      return query(...args);
    };
  };
  // Connections that are open already are known to the pool alone.
  for (const client of (pool as unknown as { _clients: Client[] })._clients) record(client);
  pool.on('connect', (client) => record(client as unknown as Client));
  return {
    take: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
  };
}

function textOf(query: unknown): string {
  return typeof query === 'string' ? query : (query as { text: string }).text;
}
