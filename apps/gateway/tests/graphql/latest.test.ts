import type { ArtifactState, Prisma } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { startGateway } from './gateway.ts';
import { shelf } from './goods.ts';
import { person } from './people.ts';

const gateway = await startGateway();
const { prisma } = gateway.runtime.ports.database;
const { token: credential } = await person(gateway.runtime, 'ada', 'Admin');
const place = { project: 'shop', repository: 'npm' };
const { repositoryId } = await shelf(prisma, place);
const day = (text: string) => new Date(`${text}T00:00:00Z`);

type Row = Partial<Prisma.ArtifactUncheckedCreateInput> & { readonly state: ArtifactState };

async function packageOf(name: string, versions: Readonly<Record<string, Row>>): Promise<string> {
  const { id: packageId } = await prisma.package.create({
    data: { id: newId(), repositoryId, name },
  });
  for (const [version, row] of Object.entries(versions)) {
    const content = { sizeBytes: 1n, digest: 'a'.repeat(64), metadata: {} };
    await prisma.artifact.create({
      data: { id: newId(), repositoryId, packageId, version, ...content, ...row },
    });
  }
  return packageId;
}

async function latestOf(name: string): Promise<string | undefined> {
  interface Answer {
    readonly package: { readonly latest: { readonly version: string } | null };
  }
  const query = `query ($name: String!) {
    package(project: "shop", repository: "npm", name: $name) {
      tags { name artifact { version } } artifacts(first: 1) { totalCount } latest { version }
    }
  }`;
  const { data, errors } = await gateway.ask<Answer>(query, { credential, variables: { name } });
  expect(errors).toEqual([]);
  return data?.package.latest?.version;
}

const [old, late] = [day('2026-01-01'), day('2026-06-01')];
const releasedOn = (at: Date, releasedAt = at) =>
  ({ state: 'RELEASED', outAt: at, createdAt: at, releasedAt }) as const;

describe('the latest of a package', () => {
  it('is what was published last, whenever a person released what', async () => {
    await packageOf('plum', {
      '1.0.0': releasedOn(old, day('2026-09-01')),
      '2.0.0': releasedOn(late),
    });
    expect(await latestOf('plum')).toBe('2.0.0');
  });

  it('is a released one first, and else the youngest that is held', async () => {
    const held = { state: 'QUARANTINED', createdAt: day('2026-09-01') } as const;
    await packageOf('pear', { '1.0.0': releasedOn(old), '2.0.0': { ...held, upstreamAt: late } });
    expect(await latestOf('pear')).toBe('1.0.0');
    await packageOf('fig', {
      '1.0.0': { ...held, upstreamAt: old, createdAt: day('2026-10-01') },
      '2.0.0': { ...held, upstreamAt: late },
    });
    expect(await latestOf('fig')).toBe('2.0.0');
  });

  it('is what the tag says while that is released, and never what nobody may have', async () => {
    const packageId = await packageOf('date', {
      '1.0.0': releasedOn(old),
      '1.0.1': releasedOn(late),
      '2.0.0': { state: 'QUARANTINED' },
    });
    const tag = async (version: string) => {
      const where = { packageId_version: { packageId, version } };
      const { id: artifactId } = await prisma.artifact.findUniqueOrThrow({ where });
      await prisma.tag.upsert({
        where: { packageId_name: { packageId, name: 'latest' } },
        create: { id: newId(), packageId, artifactId, name: 'latest' },
        update: { artifactId },
      });
    };
    await tag('1.0.0');
    expect(await latestOf('date')).toBe('1.0.0');
    await tag('2.0.0');
    expect(await latestOf('date')).toBe('1.0.1');
  });
});

describe('what is young', () => {
  it('is a filter and an order of artifacts: what is old enough first comes first', async () => {
    const held = { state: 'QUARANTINED' } as const;
    await packageOf('young', {
      '1.0.0': { ...held, coolsAt: day('2030-01-02'), upstreamAt: day('2030-01-01') },
      '2.0.0': { ...held, coolsAt: day('2030-01-01') },
      '3.0.0': held,
    });
    const list = (filter: string) => `{
      artifacts(filter: { search: "young", ${filter} }, orderBy: COOLING, first: 9) {
        totalCount nodes { version coolsAt upstreamAt }
      }
    }`;
    const young = await gateway.ask(list('isCooling: true'), { credential });
    expect(young.data).toEqual({
      artifacts: {
        totalCount: 2,
        nodes: [
          { version: '2.0.0', coolsAt: '2030-01-01T00:00:00.000Z', upstreamAt: null },
          {
            version: '1.0.0',
            coolsAt: '2030-01-02T00:00:00.000Z',
            upstreamAt: '2030-01-01T00:00:00.000Z',
          },
        ],
      },
    });
    const others = await gateway.ask(list('isCooling: false'), { credential });
    expect(others.data).toMatchObject({ artifacts: { nodes: [{ version: '3.0.0' }] } });
  });
});
