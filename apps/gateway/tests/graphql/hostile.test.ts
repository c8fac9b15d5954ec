import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startGateway } from './gateway.ts';
import { person } from './people.ts';

const gateway = await startGateway();
const { token: credential } = await person(gateway.runtime, 'ada', 'Admin');

const repeat = (count: number, of: (index: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, index) => of(index)).join(between);

/** Each fragment spreads the next one twice: 2^30 fields in the end. */
const fragmentBomb = `query { viewer { ...f0 } } ${repeat(30, (index) =>
  index === 29
    ? 'fragment f29 on Viewer { name }'
    : `fragment f${index} on Viewer { ...f${index + 1} ...f${index + 1} }`,
)}`;

const cyclicFragments =
  '{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }';

const deep = (levels: number): string =>
  `{ project(slug: "a") { repositories { nodes { ${'project { repositories { nodes { '.repeat(levels)} id ${'} } } '.repeat(levels)} } } } }`;

/** Documents that would cost a naive server dearly, and how each is refused. */
const documents: Record<string, string> = {
  'depth 7':
    '{ overview { recentArtifacts { nodes { package { repository { project { slug } } } } } } }',
  'depth 60': deep(19),
  'depth through fragments':
    '{ overview { ...a } } fragment a on Overview { recentArtifacts { nodes { ...b } } } fragment b on Artifact { package { repository { project { slug } } } }',
  '16 aliases': `{ ${repeat(16, (index) => `a${index}: viewer { name }`)} }`,
  '101 aliases of __typename': `{ ${repeat(101, (index) => `a${index}: __typename`)} }`,
  '16 aliases in fragments': `{ ...f } fragment f on Query { ${repeat(16, (index) => `a${index}: viewer { name }`)} }`,
  '1,001 tokens': `{ ${repeat(1_001, () => '__typename')} }`,
  '500 duplicates of a field': `{ viewer { ${repeat(500, () => 'name')} } }`,
  '51 directives': `{ viewer { name ${repeat(51, () => '@include(if: true)')} } }`,
  '10,000 directives': `{ viewer { name ${repeat(10_000, () => '@skip(if: false)')} } }`,
  '10 unknown directives': `{ viewer { name ${repeat(10, (index) => `@a${index}`)} } }`,
  'a bomb of 2^30 fragments': fragmentBomb,
  'fragments in a circle': cyclicFragments,
  '200 × 100 inline fragments': `{ ${repeat(200, () => `... { ${repeat(100, () => '... { __typename }')} }`)} }`,
  '40 × 20 inline fragments, in 1,000 tokens': `{ ${repeat(40, () => `... { ${repeat(20, () => '__typename')} }`)} }`,
  'a list of 10,000 items': `{ nodes(ids: [${repeat(10_000, () => '"x"')}]) { id } }`,
  'a string of 200,000 characters': `{ project(slug: "${'x'.repeat(300_000)}") { id } }`,
  'pages of pages':
    '{ projects(first: 100) { nodes { repositories(first: 100) { nodes { id slug name } } } } }',
  'a page too large': '{ projects(first: 2147483647) { nodes { id } } }',
  'a negative page': '{ projects(first: -1) { nodes { id } } }',
  'a circular introspection': `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`,
  'a deep input object': `mutation { createProject(input: {slug: ${'{a: '.repeat(300)}1${'}'.repeat(300)}, name: "x"}) { project { id } } }`,
  'two operations under one name': 'query a { viewer { name } } query a { viewer { name } }',
  'two operations and no choice': 'query a { viewer { name } } query b { viewer { name } }',
  'an expensive operation behind a cheap one':
    'query a { viewer { name } } query b { projects(first: 100) { nodes { repositories(first: 100) { nodes { id slug name } } } } }',
  'a fragment that nobody uses': '{ viewer { name } } fragment f on Viewer { name }',
  'an unknown field': '{ viewer { nam } }',
  'an unknown argument': '{ project(slg: "x") { id } }',
  'conflicting fields': '{ viewer { x: name x: isAnonymous } }',
  'a mutation in a query':
    'query { createProject(input: {slug: "a", name: "a"}) { project { id } } }',
  'a subscription with two fields':
    'subscription { quarantineChanged { waiting } artifactChanged { id } }',
  'no document at all': '',
  'half a document': '{ viewer { name ',
  'a null byte': '{ viewer { name } }\0',
  'a byte order mark and comments': `\uFEFF${repeat(3_000, () => '#\n', '')}{ viewer { nope } }`,
};

/** What a refusal may say. */
const refusals = [
  'OPERATION_TOO_LARGE',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_REQUEST_MALFORMED',
  'INVALID_INPUT',
  'BODY_TOO_LARGE',
];

async function post(body: BodyInit, headers: Record<string, string> = {}) {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${credential}`,
      ...headers,
    },
    body,
  });
  const { errors, data } = (await response.json()) as {
    errors?: { extensions: { code: string } }[];
    data?: unknown;
  };
  return {
    status: response.status,
    codes: errors?.map((each) => each.extensions.code) ?? [],
    data,
  };
}

describe('D4.4 a hostile document is refused, at little cost:', () => {
  it.each(Object.entries(documents))('%s', async (name, query) => {
    const operationName = name === 'an expensive operation behind a cheap one' ? 'b' : undefined;
    await post(JSON.stringify({ query: '{ viewer { name } }' }));
    const before = { cpu: process.cpuUsage(), rss: process.memoryUsage.rss() };
    const answer = await post(JSON.stringify({ query, operationName }));
    const { user, system } = process.cpuUsage(before.cpu);
    expect(refusals).toContain(answer.codes[0]);
    expect(answer.data ?? null).toBeNull();
    // Client and server share this process, so the bound holds for both together.
    expect((user + system) / 1000).toBeLessThan(150);
    expect(process.memoryUsage.rss() - before.rss).toBeLessThan(50 * 1024 * 1024);
  });
});

describe('D4.4 a hostile request is refused:', () => {
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

  it('a batch', async () => {
    const one = { query: '{ viewer { name } }' };
    const { status, codes } = await post(JSON.stringify([one, one]));
    expect([status, codes]).toEqual([400, ['GRAPHQL_REQUEST_MALFORMED']]);
  });

  it('variables of 10 MB', async () => {
    const { status, codes } = await post(
      JSON.stringify({ query, variables: { ids: ['x'.repeat(10 * 1024 * 1024)] } }),
    );
    expect([status, codes]).toEqual([413, ['BODY_TOO_LARGE']]);
  });

  it('a list of 10,000 ids in variables', async () => {
    const ids = Array.from({ length: 10_000 }, () => 'x');
    const { codes } = await post(JSON.stringify({ query, variables: { ids } }));
    expect(codes).toEqual(['INVALID_INPUT']);
  });

  it('a gzip bomb', async () => {
    const bomb = gzipSync(JSON.stringify({ query: ' '.repeat(100 * 1024 * 1024) }));
    const { status, codes } = await post(bomb, { 'content-encoding': 'gzip' });
    expect([status, codes]).toEqual([413, ['BODY_TOO_LARGE']]);
  });

  it('variables that are too deep', async () => {
    const variables = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const { status } = await post(`{"query": "{ viewer { name } }", "variables": ${variables}}`);
    expect([200, 400]).toContain(status);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])(
    'D5.13 a variable called %s changes nothing',
    async (name) => {
      const body = `{"query": "{ viewer { name } }", "variables": {"${name}": {"polluted": true}}}`;
      await post(body);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    },
  );
});

it('lets through what is as large as it may be', async () => {
  const { errors } = await gateway.ask(
    `{ ${repeat(15, (index) => `a${index}: viewer { name }`)} overview { recentArtifacts { nodes { repository { project { slug } } } } } }`,
    { credential },
  );
  expect(errors).toEqual([]);
});
