import { describe, expect, it } from 'vitest';
import { nodeKinds } from '../../src/graphql/nodes/node-kinds.ts';
import { startGateway } from './gateway.ts';
import { shelf } from './goods.ts';
import { instancesOf, otherInstances, publisherOf } from './instances.ts';
import { askNode, type Complaint, judgeNode, mayRead } from './judge-node.ts';
import { person } from './people.ts';
import { principals as allPrincipals } from './principals.ts';
import { fieldsOf, nodeTypeNames, objectType, ruleOf } from './selections.ts';

// The matrix is worth what it catches: here the product is broken on purpose, one place at a time.
const gateway = await startGateway();
const { prisma } = gateway.runtime.ports.database;
const author = await person(gateway.runtime, 'author');
const publishedById = author.user.id;
const home = await shelf(prisma, { project: 'shop', repository: 'npm', publishedById });
const open = await shelf(prisma, {
  project: 'commons',
  repository: 'open',
  isPublic: true,
  publishedById,
});
const abroad = await shelf(prisma, { project: 'other', repository: 'npm' });
const everybody = await allPrincipals(gateway.runtime, home, abroad);
const principals = everybody.filter(({ isGood }) => isGood);
const instances = [
  ...instancesOf(home, false),
  ...instancesOf(open, true),
  ...(await otherInstances(prisma, home)),
  publisherOf(home, publishedById, false),
];

/** The complaints of the matrix about rows of one kind, until the first. */
async function firstComplaint(kind: string): Promise<Complaint | undefined> {
  for (const instance of instances.filter((each) => each.kind === kind)) {
    for (const who of principals) {
      const [complaint] = judgeNode(who, instance, await askNode(gateway, who, instance));
      if (complaint !== undefined) return complaint;
    }
  }
  return undefined;
}

const guarded = nodeTypeNames().flatMap((kind) =>
  fieldsOf(kind)
    .filter((field) => !['visible', 'anyone'].includes(ruleOf(field).kind))
    .map((field) => [kind, field.name] as const),
);

describe('D3.2 the matrix complains', () => {
  it.each(guarded)('when the rule of %s.%s is gone', async (kind, name) => {
    const field = objectType(kind).getFields()[name];
    const resolve = field?.resolve;
    if (field === undefined || resolve === undefined) throw new Error(`${name} has a resolver`);
    const isTried = instances.some(
      (each) =>
        each.kind === kind &&
        principals.some((who) => each.isVisibleTo(who) && !mayRead(ruleOf(field), who, each)),
    );
    expect(isTried).toBe(true);
    field.resolve = () => null;
    try {
      expect(await firstComplaint(kind)).toContain(`${name} is shown`);
    } finally {
      field.resolve = resolve;
    }
  });

  it.each(Object.keys(nodeKinds))('when every %s is shown to everybody', async (kind) => {
    const kinds: Record<string, unknown> = nodeKinds;
    const honest = kinds[kind];
    const model = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
    kinds[kind] = (_context: unknown, where: object, query: object) =>
      (prisma as unknown as Record<string, { findMany(query: object): unknown }>)[model]?.findMany({
        ...query,
        where,
      });
    try {
      expect(await firstComplaint(kind)).toContain('is shown');
    } finally {
      kinds[kind] = honest;
    }
  });
});
