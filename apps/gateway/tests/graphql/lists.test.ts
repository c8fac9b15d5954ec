import { newId } from '@bonded/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from './gateway.ts';
import { shelf } from './goods.ts';
import { person } from './people.ts';

const gateway = await startGateway();
const { prisma } = gateway.runtime.ports.database;
const { token: credential } = await person(gateway.runtime, 'ada', 'Admin');
const { project, repository, repositoryId, packageId } = await shelf(prisma, {
  project: 'shop',
  repository: 'npm',
});

const many = 23;
const createdAt = new Date('2030-01-01T00:00:00Z');
for (let index = 0; index < many; index += 1) {
  await prisma.artifact.create({
    data: {
      id: newId(),
      repositoryId,
      packageId,
      version: `9.0.${index}`,
      state: 'RELEASED',
      // Pairs share a moment, so that a page has to break the tie.
      createdAt: new Date(createdAt.getTime() + Math.floor(index / 2) * 1000),
      sizeBytes: BigInt(index),
      digest: 'a'.repeat(64),
      metadata: {},
    },
  });
}

const page = `
  query ($first: Int, $after: String, $last: Int, $before: String, $order: ArtifactOrder) {
    artifacts(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
      totalCount
      edges { cursor node { version } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { version: string } }[];
  readonly pageInfo: Bounds;
}

interface Bounds {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

async function artifacts(variables: Record<string, unknown>) {
  const { data, errors } = await gateway.ask<{ artifacts: Page }>(page, { credential, variables });
  expect(errors).toEqual([]);
  if (data == null) throw new Error('there is a page');
  const versions = data.artifacts.edges.map(({ node }) => node.version);
  return { ...data.artifacts, versions };
}

const orders = ['NEWEST', 'OLDEST', 'NAME', 'SIZE', 'SEVERITY', 'COOLING'];

describe('a list', () => {
  it.each(orders)('gives every row once, page by page, in the order %s', async (order) => {
    const whole = await artifacts({ first: 100, order });
    expect(new Set(whole.versions).size).toBe(many + 2);
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { versions, pageInfo } = await artifacts({ first: 4, after, order });
      seen.push(...versions);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(whole.versions);
  });

  it.each(orders)('gives the same rows from its end, in the order %s', async (order) => {
    const whole = await artifacts({ first: 100, order });
    const seen: string[] = [];
    for (let before: string | null = null; ; ) {
      const { versions, pageInfo } = await artifacts({ last: 4, before, order });
      seen.unshift(...versions);
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
    }
    expect(seen).toEqual(whole.versions);
  });

  it('continues where a row was that is gone by now', async () => {
    const { edges } = await artifacts({ first: 6 });
    const [, , , last, ...next] = edges;
    if (last === undefined) throw new Error('there are four');
    await prisma.artifact.updateMany({
      where: { version: last.node.version },
      data: { deletedAt: new Date() },
    });
    const { versions } = await artifacts({ first: 2, after: last.cursor });
    expect(versions).toEqual(next.map(({ node }) => node.version));
    await prisma.artifact.updateMany({ data: { deletedAt: null } });
  });

  it('counts all rows, whatever the page', async () => {
    expect((await artifacts({ first: 1 })).totalCount).toBe(many + 2);
  });

  it('D4.4 refuses pages that are too large or make no sense', async () => {
    for (const variables of [
      { first: 101 },
      { first: 2 ** 31 - 1 },
      { first: -1 },
      { last: 101 },
      { first: 1, last: 1 },
    ]) {
      const { errors } = await gateway.ask(page, { credential, variables });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['INVALID_INPUT']);
    }
  });

  it('refuses a cursor that is none, or is of another list', async () => {
    const { pageInfo } = await artifacts({ first: 1, order: 'SIZE' });
    const forged = [[null, null], ['2030', 'x'], [{}, []], ['', newId()], 'x', [1, 2]];
    const cursors = forged.map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'));
    for (const after of ['', 'x', '%', pageInfo.endCursor, ...cursors]) {
      const { errors } = await gateway.ask(page, { credential, variables: { first: 1, after } });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['INVALID_INPUT']);
    }
  });
});

interface Found {
  readonly totalCount: number;
  readonly nodes: readonly { readonly name: string; readonly latest: { version: string } | null }[];
  readonly pageInfo: Bounds;
}

interface Inner {
  readonly totalCount: number;
  readonly nodes: readonly { readonly version: string }[];
  readonly pageInfo: Bounds;
}

interface Nested {
  readonly repository: { readonly packages: { readonly nodes: { readonly artifacts: Inner }[] } };
}

describe('a list inside another', () => {
  const nested = `
    query ($project: String!, $repository: String!, $first: Int, $after: String) {
      repository(project: $project, slug: $repository) {
        packages { nodes { name artifacts(first: $first, after: $after) {
          nodes { version } pageInfo { endCursor hasNextPage } totalCount
        } } }
      }
    }`;

  async function innerPage(variables: Record<string, unknown>): Promise<Inner> {
    const { data, errors } = await gateway.ask<Nested>(nested, { credential, variables });
    expect(errors).toEqual([]);
    const list = data?.repository.packages.nodes[0]?.artifacts;
    if (list === undefined) throw new Error('there is a package');
    return list;
  }

  it('is paged like any other', async () => {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const list: Inner = await innerPage({ project, repository, first: 7, after });
      expect(list.totalCount).toBe(many + 2);
      seen.push(...list.nodes.map(({ version }) => version));
      if (!list.pageInfo.hasNextPage) break;
      after = list.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(many + 2);
    expect(new Set(seen).size).toBe(many + 2);
  });

  it('may be asked for twice with different arguments', async () => {
    const { data, errors } = await gateway.ask<{ repository: Record<'held' | 'few', Inner> }>(
      `query ($project: String!, $repository: String!) {
        repository(project: $project, slug: $repository) {
          held: artifacts(states: [QUARANTINED]) { totalCount nodes { version } }
          few: artifacts(states: [RELEASED], first: 3) { totalCount nodes { version } }
        }
      }`,
      { credential, variables: { project, repository } },
    );
    expect(errors).toEqual([]);
    expect(data?.repository.held.nodes).toEqual([{ version: '2.0.0' }]);
    expect(data?.repository.few.nodes).toHaveLength(3);
    expect(data?.repository.few.totalCount).toBe(many + 1);
  });
});

describe('a list in ranks', () => {
  const names = ['ab-log', 'log', 'log-b', 'log-a', '@x/log', 'catalogue', 'zoo', 'aardvark'];
  const best = ['log', 'log-a', 'log-b', '@x/log', 'ab-log', 'catalogue', 'aardvark', 'zoo'];

  async function found(variables: Record<string, unknown>) {
    const { data, errors } = await gateway.ask<{ searchPackages: Found }>(
      `query ($first: Int, $after: String, $last: Int, $before: String) {
        searchPackages(query: "log", first: $first, after: $after, last: $last, before: $before) {
          totalCount nodes { name latest { version } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }`,
      { credential, variables },
    );
    expect(errors).toEqual([]);
    if (data == null) throw new Error('there is a page');
    const { nodes, pageInfo, totalCount } = data.searchPackages;
    expect(nodes.every(({ latest }) => latest?.version === '1.0.0')).toBe(true);
    return { names: nodes.map(({ name }) => name), pageInfo, totalCount };
  }

  beforeAll(async () => {
    for (const name of names) {
      const data = { id: newId(), repositoryId, name, description: 'It logs.' };
      await prisma.package.create({ data });
      await prisma.artifact.create({
        data: {
          ...{ id: newId(), repositoryId, packageId: data.id, version: '1.0.0' },
          ...{ state: 'RELEASED', sizeBytes: 1n, digest: 'b'.repeat(64), metadata: {} },
        },
      });
    }
  });

  it.each([1, 3, 50])('gives every row once, the best first, %i at a time', async (first) => {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { names: some, pageInfo, totalCount } = await found({ first, after });
      expect(totalCount).toBe(names.length);
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...some);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(best);
  });

  it.each([1, 3, 50])('gives the same rows from its end, %i at a time', async (last) => {
    const seen: string[] = [];
    for (let before: string | null = null; ; ) {
      const { names: some, pageInfo } = await found({ last, before });
      expect(pageInfo.hasNextPage).toBe(before !== null);
      seen.unshift(...some);
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
    }
    expect(seen).toEqual(best);
  });

  it('refuses the cursor of a list without ranks', async () => {
    const { pageInfo } = await artifacts({ first: 1, order: 'SIZE' });
    const { errors } = await gateway.ask(
      'query ($after: String) { searchPackages(query: "log", after: $after) { nodes { name } } }',
      { credential, variables: { after: pageInfo.endCursor } },
    );
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['INVALID_INPUT']);
  });
});
