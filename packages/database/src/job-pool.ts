import pg from 'pg';
import { isUnavailable } from './database-errors.ts';

const connectTimeoutMs = 5_000;

/** PostgreSQL's cannot_connect_now: one of the few that the job library waits on. */
const worthWaiting = '57P03';

function worded(error: unknown): unknown {
  if (!isUnavailable(error)) return error;
  return Object.assign(new Error('The database cannot be reached at the moment.'), {
    code: worthWaiting,
    cause: error,
  });
}

type Callback = (error: unknown, ...rest: unknown[]) => void;

/** The same function of pg, with a promise or a callback, telling lost connections in that word. */
function patient<Act extends (...given: never[]) => unknown>(act: Act): Act {
  const patiently = (...given: unknown[]): unknown => {
    const last = given.at(-1);
    if (typeof last === 'function') {
      // pg calls it with an error or with null first, whatever follows.
      const callback = last as Callback;
      given[given.length - 1] = (error: unknown, ...rest: unknown[]) =>
        callback(worded(error), ...rest);
    }
    // All is passed on as it came: it is what `act` was to be given.
    const answer = act(...(given as never[]));
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      throw worded(error);
    });
  };
  // It takes and gives what `act` does, in each of its overloads.
  return patiently as unknown as Act;
}

/**
 * The job library tells the outcome of a job again and again while the database starts, but ends
 * the process when the connection is refused or cut.
 */
class PatientClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.connect = patient(this.connect.bind(this));
    this.query = patient(this.query.bind(this));
  }
}

/** The connections of the job library: it outlives a database that is away (D1.15). */
export function createJobPool(
  url: string,
  options: { readonly max: number; readonly onPoolError: (error: Error) => void },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    application_name: 'bonded-jobs',
    Client: PatientClient,
  });
  pool.on('error', options.onPoolError);
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
