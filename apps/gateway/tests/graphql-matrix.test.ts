import { describe, expect, it } from 'vitest';
import { startForge } from './graphql/forge.ts';
import { type Answer, startGateway } from './graphql/gateway.ts';
import { shelf } from './graphql/goods.ts';
import { type Instance, instancesOf, otherInstances, publisherOf } from './graphql/instances.ts';
import { askNode, denials, judgeNode, mayRead } from './graphql/judge-node.ts';
import { type MutationCase, mutationCases } from './graphql/mutation-cases.ts';
import { person } from './graphql/people.ts';
import { allows, principals as allPrincipals, type Principal } from './graphql/principals.ts';
import { below, fieldsOf, nodeTypeNames, ruleOf } from './graphql/selections.ts';

const gateway = await startGateway({ BONDED_EGRESS_NETWORKS: '127.0.0.1/32' });
const forgeUrl = await startForge();
const { runtime } = gateway;
const { prisma } = runtime.ports.database;
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
const principals = await allPrincipals(runtime, home, abroad);
const instances = [
  ...instancesOf(home, false),
  ...instancesOf(open, true),
  ...instancesOf(abroad, false),
  ...(await otherInstances(prisma, home)),
  publisherOf(home, publishedById, false),
  publisherOf(open, publishedById, true),
];

let cells = 0;

/** What root fields answer, as far as it is looked at here. */
type Lists = Partial<
  Record<string, { readonly totalCount: number; readonly nodes: readonly { id: string }[] }>
>;

/** What somebody may be told first of all; undefined for nothing. */
function verdictsFor(who: Principal, isAllowed: boolean): (string | undefined)[] {
  if (isAllowed) return [undefined];
  return who.isGood ? denials : ['CREDENTIAL_INVALID', 'SESSION_ENDED'];
}

const expectedFailures = ['ARTIFACT_HELD', ...denials];

describe('D3.2 D4.8 node(id)', () => {
  it('is tried with every type that it leads to', () => {
    const tried = new Set(instances.map(({ kind }) => kind));
    expect([...tried].toSorted()).toEqual(nodeTypeNames().toSorted());
  });

  it.each(principals.map((who) => [who.name, who] as const))(
    'shows %s what the table of actions says, field by field',
    async (_name, who) => {
      for (const instance of instances) {
        const answer = await askNode(gateway, who, instance);
        cells += answer.data?.node == null ? 1 : fieldsOf(instance.kind).length;
        expect(judgeNode(who, instance, answer)).toEqual([]);
        if (!who.isGood) continue;
        const codes = answer.errors.map(({ extensions }) => extensions.code);
        expect(codes.filter((code) => !expectedFailures.includes(code))).toEqual([]);
      }
    },
  );
});

/** Arguments for the fields that need some: all of them name things at home. */
const rootArguments: Readonly<Record<string, string>> = {
  node: `(id: "${home.projectId}")`,
  nodes: `(ids: ["${home.projectId}"])`,
  project: '(slug: "shop")',
  repository: '(project: "shop", slug: "npm")',
  package: '(project: "shop", repository: "npm", name: "npm-package")',
  artifact: '(project: "shop", repository: "npm", name: "npm-package", version: "1.0.0")',
  decision: `(number: "${home.held.decisionNumber}")`,
  vcsSource: '(project: "shop", repository: "npm", name: "npm-package")',
  keyRequest: `(id: "${home.projectId}")`,
  search: '(query: "")',
  searchPackages: '(query: "")',
  searchFacets: '(query: "")',
};

const nobodysOwn: Instance = {
  kind: 'Query',
  id: '',
  at: {},
  ownerId: null,
  isVisibleTo: () => true,
};

describe('D3.2 a query', () => {
  it.each(fieldsOf('Query').map((field) => [field.name, field] as const))(
    '%s is answered to whom its rule says',
    async (name, field) => {
      for (const who of principals) {
        cells += 1;
        const query = `{ ${name}${rootArguments[name] ?? ''}${below(field)} }`;
        const answer = await gateway.ask(query, { credential: who.credential });
        const code = answer.errors[0]?.extensions.code;
        const isAllowed = who.isGood && mayRead(ruleOf(field), who, nobodysOwn);
        const isRight = verdictsFor(who, isAllowed).includes(code);
        expect({ who: who.name, code, isRight }).toMatchObject({ isRight: true });
      }
    },
  );

  /** Each list, and the kind of rows it must show exactly those of that `node` would show. */
  const lists: Readonly<Record<string, string>> = {
    projects: 'Project',
    repositories: 'Repository',
    artifacts: 'Artifact',
    advisories: 'Advisory',
    search: 'Artifact',
    searchPackages: 'Package',
  };

  it.each(Object.entries(lists))('%s lists each visible row and no other', async (name, kind) => {
    for (const who of principals.filter(({ isGood }) => isGood)) {
      cells += 1;
      const query = `{ ${name}${rootArguments[name] ?? ''} { totalCount nodes { id } } }`;
      const { data } = await gateway.ask<Lists>(query, { credential: who.credential });
      const expected = instances.filter((each) => each.kind === kind && each.isVisibleTo(who));
      const ids = new Set(expected.map(({ id }) => id));
      const shown = (data?.[name]?.nodes ?? []).map(({ id }) => id);
      expect({ who: who.name, shown: [...shown].toSorted() }).toEqual({
        who: who.name,
        shown: [...ids].toSorted(),
      });
      expect(data?.[name]?.totalCount ?? 0).toBe(ids.size);
    }
  });

  it('auditEvents lists only events of places whose log may be read', async () => {
    for (const who of principals.filter(({ isGood }) => isGood)) {
      cells += 1;
      const { data } = await gateway.ask<Lists>('{ auditEvents(first: 100) { nodes { id } } }', {
        credential: who.credential,
      });
      const shown = new Set((data?.auditEvents?.nodes ?? []).map(({ id }) => id));
      for (const { id, isVisibleTo } of instances.filter(({ kind }) => kind === 'AuditEvent')) {
        expect({ who: who.name, id, isShown: shown.has(id) }).toEqual({
          who: who.name,
          id,
          isShown: isVisibleTo(who),
        });
      }
    }
  });

  it('D3.4 filters and sorts by what a scan found only where scans may be read', async () => {
    const secrets = [
      'artifacts(filter: {advisory: "GHSA-0000-0000-0001"})',
      'artifacts(filter: {advisory: "CVE-2030-0001"})',
      'artifacts(filter: {severityAtLeast: LOW})',
      'artifacts(filter: {purl: "pkg:npm/left-pad@1.0.0"})',
      'artifacts(orderBy: SEVERITY)',
      'search(query: "cve:2030-0001")',
      'search(query: "is:vulnerable")',
      'search(query: "pkg:npm/left-pad@1.0.0")',
      'search(query: "pkg:npm/left-pad")',
      // What was not found says as much as what was.
      'search(query: "-is:malicious")',
      'search(query: "-cve:2030-9999")',
    ];
    for (const who of principals.filter(({ isGood }) => isGood)) {
      for (const secret of secrets) {
        cells += 1;
        const { data } = await gateway.ask<Lists>(`{ found: ${secret} { nodes { id } } }`, {
          credential: who.credential,
        });
        const expected = instances.filter(
          ({ kind, at, isVisibleTo }) =>
            kind === 'Artifact' && isVisibleTo(who) && allows(who, 'scan:read', at),
        );
        expect(data?.['found']?.nodes).toHaveLength(expected.length);
      }
    }
  });
});

describe('D3.2 D2.6 a mutation', () => {
  const cases = mutationCases(prisma, home, forgeUrl);

  it('is tried, each of them', () => {
    expect(Object.keys(cases).toSorted()).toEqual(
      fieldsOf('Mutation')
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it.each(fieldsOf('Mutation').map((field) => [field.name, field] as const))(
    '%s happens for whom its action says, and leaves one event either way',
    async (name, field) => {
      const { makeInput, at, isAllowed } = cases[name] as MutationCase;
      const rule = ruleOf(field);
      const action = rule.kind === 'use-case' ? rule.action : 'own';
      const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      const query = `mutation ($input: ${typeName}Input!) { ${name}(input: $input) { __typename } }`;
      for (const who of principals) {
        cells += 1;
        const variables = { input: await makeInput() };
        const answer = await gateway.ask<Lists>(query, {
          credential: who.credential,
          variables,
        });
        const expected =
          who.isGood && (isAllowed?.(who) ?? (action !== 'own' && allows(who, action, at)));
        const complaint = { who: who.name, happened: answer.data?.[name] != null, answer };
        expect(complaint).toMatchObject({ who: who.name, happened: expected });
        const audits = String(field.extensions['audits']);
        const events = await eventsOf(answer, who, expected, audits);
        expect({ who: who.name, events: events.shown }).toEqual({
          who: who.name,
          events: events.expected,
        });
        const code = answer.errors[0]?.extensions.code;
        expect(expected || refusals.test(code ?? '')).toBe(true);
      }
    },
  );
});

/** What is left of a mutation in the log, and what should be. */
async function eventsOf(answer: Answer, who: Principal, happened: boolean, audits: string) {
  const requestId = answer.headers.get('x-request-id');
  const all = await prisma.auditEvent.findMany({ where: { requestId } });
  // What follows has events of its own: the verdict of a review, the first use of a key.
  const follows = /^(?:decision|key\.(?:first-use|new-address))/;
  const events = all.filter(({ action }) => !follows.test(action));
  const shown = events.map(({ action, outcome }) => (happened ? `${outcome} ${action}` : outcome));
  // A credential that is worth nothing has no author to write down.
  const refused = who.isGood ? ['REFUSED'] : [];
  return { shown, expected: happened ? [`SUCCESS ${audits}`] : refused };
}

/** How a mutation may be refused; what is hidden is not found. */
const refusals = /_NOT_FOUND$|_ENDED$|_INVALID$|^UNAUTHENTICATED$|^ACCESS_DENIED$/;

it('D3.2 is more than 2,000 cells', () => {
  expect(cells).toBeGreaterThanOrEqual(2_000);
});
