import { AppError } from '@bonded/kernel';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { renderError } from '../../src/graphql/server/render-error.ts';
import { startGateway } from './gateway.ts';
import { shelf } from './goods.ts';
import { person } from './people.ts';

const gateway = await startGateway();
const { database } = gateway.runtime.ports;
const { token: credential } = await person(gateway.runtime, 'ada', 'Admin');
await shelf(database.prisma, { project: 'shop', repository: 'npm' });

describe('an error', () => {
  it('of a use case comes with its code, its fields and the request id', async () => {
    const { errors, headers } = await gateway.ask(
      'mutation { createProject(input: {slug: "Not A Slug", name: ""}) { project { id } } }',
      { credential },
    );
    const [{ path, extensions } = {}, ...others] = errors;
    expect(others).toEqual([]);
    expect(path).toEqual(['createProject']);
    expect(extensions).toMatchObject({
      code: 'INVALID_INPUT',
      requestId: headers.get('x-request-id'),
    });
    expect(Object.keys(extensions?.fields ?? {}).toSorted()).toEqual(['name', 'slug']);
  });

  it('of the document says nothing of what would have been right', async () => {
    for (const query of [
      '{ viewr { name } }',
      '{ viewer { nam } }',
      '{ project(slg: "x") { id } }',
      '{ artifacts(orderBy: NEWES) { totalCount } }',
      '{ viewer { ...on Viewr { name } } }',
      'query ($input: CreateProjectInpu!) { viewer { name } }',
    ]) {
      const { errors, status } = await gateway.ask(query, { credential });
      expect(status).toBe(200);
      expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
    }
    const { errors } = await gateway.ask(
      'query ($order: ArtifactOrder) { artifacts(orderBy: $order) { totalCount } }',
      { credential, variables: { order: 'NEWES' } },
    );
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });

  it('of a credential is told in the words of GraphQL, with the status of HTTP', async () => {
    const answer = await gateway.ask('{ viewer { name } }', { credential: 'nonsense' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    const { code, requestId } = answer.errors[0]?.extensions ?? {};
    expect(code).toBe('CREDENTIAL_INVALID');
    expect(requestId).toBe(answer.headers.get('x-request-id'));
  });
});

/** What failing parts throw: each says too much. */
const secrets = [
  'SELECT "public"."users"."password_hash" FROM "public"."users"',
  'Invalid `prisma.user.findMany()` invocation in /srv/app/packages/database/src/database.ts:12:3',
  'P2002: Unique constraint failed on the fields: (`slug`)',
  'connect ECONNREFUSED 10.0.0.7:5432',
  'Cannot read properties of undefined (reading "id")',
  'relation "users" does not exist',
];

describe('D4.6 a failure of ours', () => {
  it('is masked, whatever it is and however it is wrapped', () => {
    for (let round = 0; round < 5_000; round += 1) {
      const secret = secrets[round % secrets.length] ?? '';
      const { error, isInternal } = renderError(failure(secret, round), `request-${round}`);
      const shown = JSON.stringify(error);
      expect(isInternal).toBe(true);
      expect(error.extensions).toMatchObject({ code: 'INTERNAL', requestId: `request-${round}` });
      expect(shown).not.toContain(secret);
      expect(shown).not.toMatch(/prisma|SELECT|node_modules|\.ts\b|at .*:\d+:\d+|10\.0\.0\.7/i);
    }
  });

  it('shows the message of an AppError and not its cause', () => {
    const cause = new Error(secrets[0]);
    const thrown = new AppError({ code: 'TEAPOT', kind: 'conflict', message: 'Short.', cause });
    const { error } = renderError(wrapped(thrown, 3), 'request');
    expect(error.message).toBe('Short.');
    expect(JSON.stringify(error)).not.toContain('SELECT');
  });

  it('gives an id that is found in the log', async () => {
    await database.pool.query('ALTER TABLE projects RENAME TO hidden');
    try {
      const { errors } = await gateway.ask('{ projects { nodes { slug } } }', { credential });
      expect(errors[0]?.extensions.code).toBe('INTERNAL');
      expect(JSON.stringify(errors)).not.toMatch(/projects.*does not exist|prisma/i);
      const { requestId } = errors[0]?.extensions ?? {};
      const lines = gateway.log.filter((line) => line.includes(`"requestId":"${requestId}"`));
      expect(lines.some((line) => /"level":"error".*does not exist/.test(line))).toBe(true);
    } finally {
      await database.pool.query('ALTER TABLE hidden RENAME TO projects');
    }
  });
});

function failure(secret: string, round: number): GraphQLError {
  const kinds = [
    new Error(secret),
    new TypeError(secret),
    new GraphQLError(secret, { path: ['a'] }),
  ];
  const thrown = kinds[round % kinds.length] ?? new Error(secret);
  thrown.stack = `Error: ${secret}\n    at resolve (/srv/app/src/secret.ts:1:1)`;
  return wrapped(thrown, 1 + (round % 3));
}

function wrapped(thrown: Error, times: number): GraphQLError {
  let error = thrown;
  for (let time = 0; time < times; time += 1) {
    error = new GraphQLError(error.message, { path: ['field'], originalError: error });
  }
  return error as GraphQLError;
}
