import { newId } from '@bonded/kernel';
import { expect, it } from 'vitest';
import { startGateway } from './gateway.ts';
import { shelf } from './goods.ts';
import { person } from './people.ts';

const gateway = await startGateway();
const { prisma } = gateway.runtime.ports.database;
const home = await shelf(prisma, { project: 'shop', repository: 'npm' });
const { artifactId, scanId } = home.released;
const admin = await person(gateway.runtime, 'ada', 'Admin');
const consumer = await person(gateway.runtime, 'cy', 'Consumer', { projectId: home.projectId });

for (const [name, relation] of [
  ['acme', 'self'],
  ['zebra', 'bundled'],
  ['alpha', 'dependency'],
] as const) {
  const purl = `pkg:npm/${name}@1.0.0`;
  const rest = { ecosystem: 'npm', name, version: '1.0.0', versionIsExact: true };
  await prisma.component.create({ data: { id: newId(), artifactId, purl, relation, ...rest } });
}
for (const [advisoryId, severity, score] of [
  ['GHSA-worst', 'critical', 9.8],
  ['GHSA-mild', 'low', 2],
  ['GHSA-unrated', 'none', null],
] as const) {
  await prisma.finding.create({
    data: {
      ...{ id: newId(), scanId, kind: 'vulnerability', advisoryId, severity, score },
      ...{ aliases: [], title: 'Title', fixedIn: [], relation: 'dependency' },
      componentPurl: 'pkg:npm/left-pad@1.0.0',
    },
  });
}

const query = `query ($id: ID!, $relations: [ComponentRelation!]) {
  node(id: $id) {
    ... on Artifact {
      componentCounts { bundled dependency affected }
      components(relations: $relations) {
        nodes { name found { count isMalicious worstSeverity advisoryIds } }
      }
      affectedComponents(relations: $relations) { totalCount nodes { name } }
    }
  }
}`;

interface Shown {
  readonly node: {
    readonly componentCounts: object | null;
    readonly components: { readonly nodes: readonly { readonly name: string }[] } | null;
    readonly affectedComponents: { readonly nodes: readonly { readonly name: string }[] } | null;
  };
}

async function ask(credential: string, relations: readonly string[] | null = null) {
  const variables = { id: artifactId, relations };
  const { data } = await gateway.ask<Shown>(query, { credential, variables });
  if (!data) throw new Error('There is no answer.');
  return data.node;
}

it('S6 shows what is inside, then what comes along, and what was found in each', async () => {
  const { componentCounts, components, affectedComponents } = await ask(admin.token);
  expect(componentCounts).toEqual({ bundled: 1, dependency: 2, affected: 1 });
  expect(components?.nodes).toEqual([
    { name: 'zebra', found: null },
    { name: 'alpha', found: null },
    {
      name: 'left-pad',
      found: {
        count: 4,
        isMalicious: false,
        worstSeverity: 'CRITICAL',
        advisoryIds: ['GHSA-worst', 'GHSA-0000-0000-0001', 'GHSA-mild'],
      },
    },
    { name: 'acme', found: null },
  ]);
  expect(affectedComponents).toEqual({ totalCount: 1, nodes: [{ name: 'left-pad' }] });
  const bundled = await ask(admin.token, ['BUNDLED']);
  expect(bundled.components?.nodes.map(({ name }) => name)).toEqual(['zebra']);
  expect(bundled.affectedComponents?.nodes).toEqual([]);
});

it('D3.3 says nothing of it to who may not read scans', async () => {
  expect(await ask(consumer.token)).toEqual({
    componentCounts: null,
    components: null,
    affectedComponents: null,
  });
});

it('forgets what a newer scan does not find any more', async () => {
  const createdAt = new Date(Date.now() + 60_000);
  await prisma.scan.create({
    data: {
      ...{ id: newId(), artifactId, status: 'SCANNED', scanner: 'osv' },
      createdAt,
      finishedAt: createdAt,
    },
  });
  const { componentCounts, components } = await ask(admin.token);
  expect(componentCounts).toMatchObject({ affected: 0 });
  expect(JSON.stringify(components)).not.toContain('GHSA');
});
