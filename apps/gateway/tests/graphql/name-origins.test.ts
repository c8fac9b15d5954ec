import { newId } from '@bonded/kernel';
import { expect, it } from 'vitest';
import { startGateway } from './gateway.ts';
import { goods, shelf } from './goods.ts';
import { makersOf } from './makers.ts';
import { person } from './people.ts';
import { recordStatements } from './statements.ts';

const gateway = await startGateway();
const { database } = gateway.runtime.ports;
const { prisma } = database;
const admin = await person(gateway.runtime, 'ada', 'Admin');
const home = await shelf(prisma, { project: 'shop', repository: 'npm' });
const proxyId = await makersOf(prisma, home).proxyWith('outer');
const { repositoryId, projectId } = home;
const consumer = await person(gateway.runtime, 'carl', 'Consumer', { projectId });
for (let index = 0; index < 30; index += 1) {
  const name = `own-${String(index).padStart(2, '0')}`;
  const { id: packageId } = await prisma.package.create({
    data: { id: newId(), repositoryId, name },
  });
  const { artifactId: id } = await goods(prisma, {
    ...{ repositoryId, packageId, version: `3.${index}.0`, state: 'RELEASED' },
  });
  await prisma.artifact.update({ where: { id }, data: { publishedById: admin.user.id } });
}

const question = `query (
  $id: ID!, $first: Int, $after: String, $last: Int, $before: String, $standing: NameStanding
) {
  node(id: $id) { ... on Repository {
    nameOrigins(
      first: $first, after: $after, last: $last, before: $before, standing: $standing
    ) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      nodes {
        name standing pattern hasUnseenOwner
        owners
        ours { version publishedBy }
        fetched { version publishedBy }
      }
    }
  } }
}`;

interface Found {
  readonly node: {
    readonly nameOrigins: {
      readonly totalCount: number;
      readonly pageInfo: Readonly<Record<string, unknown>>;
      readonly nodes: readonly { readonly name: string }[];
    } | null;
  };
}

async function ask(variables: object, { token: credential } = admin) {
  const asked = { credential, variables: { id: proxyId, ...variables } };
  const { data, errors } = await gateway.ask<Found>(question, asked);
  const codes = errors.map(({ extensions }) => extensions.code);
  return { codes, found: data?.node.nameOrigins ?? null };
}

// The first test, so that no statement of another is still on its way.
it('D4.9 reads names by a dozen statements, however many there are', async () => {
  const statements = recordStatements(database);
  await ask({ first: 1 });
  for (const first of [5, 30]) {
    statements.take();
    const { codes, found } = await ask({ first });
    expect({ codes, count: found?.nodes.length }).toEqual({ codes: [], count: first });
    expect(statements.take().length).toBeLessThanOrEqual(12);
  }
});

it('pages the names of a proxy both ways, and counts them', async () => {
  const { found } = await ask({ first: 3 });
  expect(found).toMatchObject({
    totalCount: 33,
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
    nodes: [
      { name: 'npm-package' },
      // Of a source, which says nothing yet.
      { name: 'npm-source', standing: 'OURS', ours: { version: null } },
      { name: 'outer', standing: 'OUTSIDE', owners: [] },
    ],
  });
  const after = found?.pageInfo['endCursor'];
  const next = (await ask({ first: 2, after })).found;
  expect(next?.nodes.map(({ name }) => name)).toEqual(['own-00', 'own-01']);
  const before = next?.pageInfo['startCursor'];
  expect((await ask({ last: 1, before })).found).toMatchObject({
    nodes: [{ name: 'outer', ours: null, fetched: { version: '1.0.0' } }],
    pageInfo: { hasPreviousPage: true },
  });
  expect((await ask({ last: 1 })).found).toMatchObject({
    nodes: [
      {
        ...{ name: 'own-29', standing: 'OURS', pattern: null, hasUnseenOwner: false },
        owners: ['shop/npm'],
        ours: { version: '3.29.0', publishedBy: 'ada' },
        fetched: null,
      },
    ],
  });
  expect((await ask({ standing: 'OUTSIDE' })).found?.totalCount).toBe(1);
  expect((await ask({ after: 'x' })).codes).toEqual(['INVALID_INPUT']);
});

it('tells them of proxies alone, and to who sees what is held there', async () => {
  expect(await ask({ id: repositoryId })).toEqual({ codes: [], found: null });
  expect(await ask({}, consumer)).toEqual({ codes: ['ACCESS_DENIED'], found: null });
});
