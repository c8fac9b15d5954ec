import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { readPersistedOperations } from '../../src/graphql/server/persisted-operations.ts';
import { startGateway } from './gateway.ts';
import { person } from './people.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const known = 'query Known { viewer { name } }';
const folder = await tempDir();
const manifest = join(folder, 'manifest.json');
await writeFile(manifest, JSON.stringify({ [`sha256:${hashOf(known)}`]: known }));

const gateway = await startGateway({ BONDED_PERSISTED_OPERATIONS: manifest });
const admin = await person(gateway.runtime, 'ada', 'Admin');
const consumer = await person(gateway.runtime, 'carl', 'Consumer');

async function send(body: object, headers: Record<string, string> = {}) {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${admin.token}`,
      ...headers,
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
}

const byHash = (hash: string, query?: string) => ({
  ...(query === undefined ? {} : { query }),
  extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
});

const fromConsole = { 'x-bonded-client': 'console' };
const refused = { errors: [{ extensions: { code: 'OPERATION_UNKNOWN' } }] };
const answered = { data: { viewer: { name: 'ada' } } };

describe('D4.7 a known operation', () => {
  it('runs by its hash, from anywhere', async () => {
    expect(await send(byHash(hashOf(known)))).toEqual(answered);
    expect(await send(byHash(`sha256:${hashOf(known)}`), fromConsole)).toEqual(answered);
  });

  it('runs by its text for the console, which sends that', async () => {
    expect(await send({ query: known }, fromConsole)).toEqual(answered);
  });

  it('runs by GET with the header that only our clients send', async () => {
    const extensions = JSON.stringify(byHash(hashOf(known)).extensions);
    const url = `${gateway.url}?extensions=${encodeURIComponent(extensions)}`;
    const headers = { authorization: `Bearer ${admin.token}`, 'graphql-require-preflight': '1' };
    const response = await fetch(url, { headers });
    expect(await response.json()).toEqual(answered);
    const without = await fetch(url, { headers: { authorization: `Bearer ${admin.token}` } });
    expect(without.status).toBe(400);
  });
});

describe('D4.7 an unknown operation', () => {
  it('is not run for the console', async () => {
    const query = 'query Unknown { viewer { name } }';
    expect(await send({ query }, fromConsole)).toMatchObject(refused);
    expect(await send({ query: `${known} ` }, fromConsole)).toMatchObject(refused);
  });

  it('is never registered: 100 of 100 wrong pairs of hash and text are refused', async () => {
    for (let round = 0; round < 100; round += 1) {
      const query = `query Round${round} { viewer { name } }`;
      const hash = round % 2 === 0 ? hashOf(known) : hashOf(query);
      expect(await send(byHash(hash, query))).toMatchObject(refused);
    }
    expect(await send(byHash(hashOf(known)))).toEqual(answered);
  });

  it('in a manifest under a wrong hash stops the start', async () => {
    const path = join(folder, 'forged.json');
    await writeFile(
      path,
      JSON.stringify({ [`sha256:${hashOf(known)}`]: 'query Other { viewer { name } }' }),
    );
    await expect(readPersistedOperations(path)).rejects.toThrow(/is the hash of its operation/);
  });
});

describe('D4.7 introspection', () => {
  const queries = [
    '{ __schema { types { name } } }',
    '{ __type(name: "User") { name } }',
    '{ ...f } fragment f on Query { x: __schema { queryType { name } } }',
  ];

  it.each(queries)('is refused to everybody but administrators: %s', async (query) => {
    for (const credential of [undefined, consumer.token]) {
      const { errors, data } = await gateway.ask(query, { credential });
      expect(errors[0]?.extensions.code).toBe('INTROSPECTION_DISABLED');
      expect(data).toBeUndefined();
    }
    expect((await gateway.ask(query, { credential: admin.token })).errors).toEqual([]);
    // Once an administrator has had it validated, it is still refused to others.
    const { errors } = await gateway.ask(query, { credential: consumer.token });
    expect(errors[0]?.extensions.code).toBe('INTROSPECTION_DISABLED');
  });

  it('does not take __typename away', async () => {
    const { data } = await gateway.ask('{ viewer { __typename } }');
    expect(data).toEqual({ viewer: { __typename: 'Viewer' } });
  });
});
