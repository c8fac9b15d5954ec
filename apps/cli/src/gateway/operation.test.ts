import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startPeer } from '../../tests/peer.ts';
import { fetchListing, pageSizeMax } from './listing.ts';
import { type Operation, run } from './operation.ts';

const one: Operation<{ id: string; note: string | null }> = {
  document: 'query One { one { id note } }',
  at: 'one',
  row: z.object({ id: z.string(), note: z.string().nullable() }),
};

async function ask(answer: object | string, status = 200) {
  const { client } = await startPeer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  return run(client, one, {});
}

function fault(code: string, path: readonly string[]) {
  return { message: `It is ${code}.`, path, extensions: { code } };
}

describe('the answer to an operation', () => {
  it('is what it is about, and nothing that was not asked for', async () => {
    expect(await ask({ data: { one: { id: '1', note: 'n', more: true } } })).toEqual({
      id: '1',
      note: 'n',
    });
  });

  it('is an error where the thing is not there, with or without words for it', async () => {
    await expect(ask({ data: { one: null } })).rejects.toMatchObject({ code: 'CLI_NOT_FOUND' });
    const errors = [fault('PROJECT_NOT_FOUND', ['one'])];
    await expect(ask({ data: null, errors })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('keeps the rest of a thing of which a field is hidden', async () => {
    const errors = [fault('ACCESS_DENIED', ['one', 'note'])];
    expect(await ask({ data: { one: { id: '1', note: null } }, errors })).toMatchObject({
      id: '1',
    });
  });

  it('is what hid the field, when there is no thing without it', async () => {
    const errors = [fault('ACCESS_DENIED', ['one', 'id'])];
    const asked = ask({ data: { one: { id: null, note: null } }, errors });
    await expect(asked).rejects.toMatchObject({ kind: 'denied' });
  });

  it('is an error when anything else than a hidden field went wrong', async () => {
    const errors = [fault('DATABASE_UNAVAILABLE', ['one', 'note'])];
    const asked = ask({ data: { one: { id: '1', note: null } }, errors });
    await expect(asked).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });

  it('is told apart from the page of a proxy', async () => {
    await expect(ask('<html>Bad gateway</html>', 502)).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'The server answered 502.',
    });
    await expect(ask({ data: { one: { id: 5 } } })).rejects.toMatchObject({
      code: 'CLI_ANSWER_UNREADABLE',
    });
  });
});

describe('a list', () => {
  const many = { document: 'query Many($first: Int!, $after: String) { many }', at: 'many' };

  /** A server with that many rows, which gives no more than a page at a time. */
  async function list(count: number, limit: number, after: string | null = null) {
    const sizes: number[] = [];
    const { client } = await startPeer(async (request, response) => {
      const text = Buffer.concat((await Array.fromAsync(request)) as Buffer[]).toString();
      const { variables } = JSON.parse(text) as { variables: { first: number; after: string } };
      const start = Number(variables.after ?? 0);
      const end = Math.min(start + variables.first, count);
      sizes.push(variables.first);
      const pageInfo = { hasNextPage: end < count, endCursor: String(end) };
      const nodes = Array.from({ length: end - start }, (_, at) => start + at);
      response.end(JSON.stringify({ data: { many: { nodes, pageInfo } } }));
    });
    const operation = { ...many, row: z.number() };
    return { sizes, ...(await fetchListing(client, operation, { variables: {}, limit, after })) };
  }

  it('is read in pages, as far as it was asked for', async () => {
    const { items, next, sizes } = await list(1_000, 250);
    expect(items).toEqual(Array.from({ length: 250 }, (_, at) => at));
    expect(sizes).toEqual([pageSizeMax, pageSizeMax, 50]);
    expect(next).toBe('250');
  });

  it('goes on where an earlier one ended, and says when there is no more', async () => {
    const { items, next } = await list(260, 100, '250');
    expect(items).toHaveLength(10);
    expect(next).toBeNull();
  });
});
