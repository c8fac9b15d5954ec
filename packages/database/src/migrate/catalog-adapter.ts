import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** Types of PostgreSQL by id (pg_type.dat): the one-letter `"char"` of its catalogue, and text. */
const charType = 18;
const textType = 25;

type Result = pg.QueryArrayResult<unknown[]>;

/**
 * The stock adapter, able to read the catalogue: it refuses the type `"char"`, which the schema
 * engine expects as a character. We pass the column off as text and put the type right afterwards.
 */
export async function connectToCatalog(url: string): Promise<SqlDriverAdapter> {
  const charColumns = new WeakMap<object, number[]>();
  // One connection: the engine takes a lock of its session, which would stand in its own way.
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'bonded-migrate' });
  // The query that runs on it fails as well, and that is where we hear of a broken connection.
  pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
  // The adapter calls one overload of many, this one.
  const query = pool.query.bind(pool) as (config: pg.QueryArrayConfig) => Promise<Result>;
  const queryAsText = async (config: pg.QueryArrayConfig): Promise<Result> => {
    const result = await query(config);
    charColumns.set(result.rows, passOffAsText(result));
    return result;
  };
  // The other overloads are never called on this pool.
  pool.query = queryAsText as typeof pool.query;

  const adapter: SqlDriverAdapter = await new PrismaPg(pool, {
    disposeExternalPool: true,
  }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (statement) => {
    const result = await queryRaw(statement);
    for (const index of charColumns.get(result.rows) ?? []) {
      result.columnTypes[index] = ColumnTypeEnum.Character;
    }
    return result;
  };
  return adapter;
}

function passOffAsText(result: Result): number[] {
  return result.fields.flatMap((field, index) => {
    if (field.dataTypeID !== charType) return [];
    field.dataTypeID = textType;
    return [index];
  });
}
