import { newId } from '@bonded/kernel';
import { waitFor } from '@bonded/testing';
import { expect, it } from 'vitest';
import { startGateway } from './gateway.ts';
import { goods, shelf } from './goods.ts';
import { person } from './people.ts';
import { recordStatements } from './statements.ts';

const gateway = await startGateway();
const { database } = gateway.runtime.ports;
const { prisma } = database;
const home = await shelf(prisma, { project: 'shop', repository: 'npm' });
for (let index = 0; index < 60; index += 1) {
  const { id: packageId } = await prisma.package.create({
    data: { id: newId(), repositoryId: home.repositoryId, name: `package-${index}` },
  });
  await goods(prisma, {
    repositoryId: home.repositoryId,
    packageId,
    version: `1.${index}.0`,
    state: 'RELEASED',
  });
}
const admin = await person(gateway.runtime, 'ada', 'Admin');
const publisher = await person(gateway.runtime, 'pia', 'Publisher', { projectId: home.projectId });
const statements = recordStatements(database);

// The first test, so that no statement of another is still on its way.
it('D4.9 reads nothing more for a client that has hung up', async () => {
  const lock = await database.pool.connect();
  await lock.query('BEGIN; LOCK TABLE artifacts IN ACCESS EXCLUSIVE MODE');
  statements.take();
  const hangUp = new AbortController();
  const asked = fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${admin.token}` },
    body: JSON.stringify({ query: '{ artifacts(first: 5) { nodes { id } totalCount } }' }),
    signal: hangUp.signal,
  });
  const taken: string[] = [];
  const ofArtifacts = () => {
    taken.push(...statements.take());
    return taken.filter((statement) => statement.includes('"artifacts"'));
  };
  await waitFor(() => ofArtifacts().length === 1);
  hangUp.abort();
  await expect(asked).rejects.toThrow('aborted');
  // The server hears of it by the time it has answered somebody else on another connection.
  await gateway.ask('{ viewer { name } }');
  await lock.query('COMMIT');
  lock.release();
  await gateway.ask('{ artifacts(first: 1) { nodes { id } } }', { credential: admin.token });
  expect(ofArtifacts().filter((statement) => /count\(\*\)/i.test(statement))).toEqual([]);
});

/** What an operation costs once its sender is known. */
async function statementsOf(query: string, { token: credential } = admin): Promise<string[]> {
  await gateway.ask('{ viewer { name } }', { credential });
  statements.take();
  const { errors } = await gateway.ask(query, { credential });
  expect(errors).toEqual([]);
  return statements.take();
}

const fiftyArtifacts = `{
  artifacts(first: 50) {
    totalCount
    nodes {
      id version state sizeBytes worstSeverity viewerCan installCommand
      findingCounts { critical high medium low malware }
      package { name } repository { slug project { slug } } tags { name } currentDecision { number }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

it('D4.9 lists 50 artifacts with counts, tags and decisions in at most 5 statements', async () => {
  expect((await statementsOf(fiftyArtifacts)).length).toBeLessThanOrEqual(5);
  expect((await statementsOf(fiftyArtifacts, publisher)).length).toBeLessThanOrEqual(5);
});

it('D4.9 searches all projects in at most 5 statements for a page of rows', async () => {
  const query = fiftyArtifacts.replace('artifacts(', 'search(query: "package -is:held", ');
  expect((await statementsOf(query)).length).toBeLessThanOrEqual(5);
  expect((await statementsOf(query, publisher)).length).toBeLessThanOrEqual(5);
});

it('D4.9 reads a list of lists in one statement, limited for each parent', async () => {
  const [statement, ...others] = await statementsOf(`{
    repository(project: "shop", slug: "npm") {
      packages(first: 50) { nodes { name artifacts(first: 3) { nodes { version } } } }
    }
  }`);
  expect(others).toEqual([]);
  expect(statement?.match(/\bLIMIT\b/g)?.length).toBeGreaterThanOrEqual(3);
});

it('D4.9 reads the later pages of a nested list with a limit too', async () => {
  const first = await gateway.ask<{
    repository: { packages: { pageInfo: { endCursor: string } } };
  }>(
    '{ repository(project: "shop", slug: "npm") { packages(first: 5) { pageInfo { endCursor } } } }',
    { credential: admin.token },
  );
  const after = first.data?.repository.packages.pageInfo.endCursor;
  const taken = await statementsOf(
    `{ repository(project: "shop", slug: "npm") { packages(first: 5, after: "${after}") { nodes { name } } } }`,
  );
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatch(/LATERAL.*LIMIT/s);
});

it('D4.9 fills the start page within 20 statements', async () => {
  const taken = await statementsOf(`{
    overview {
      projects repositories packages quarantineWaiting scanBacklog
      counts { released quarantined rejected totalSizeBytes }
      keysExpiringSoon(first: 5) { totalCount nodes { name } }
      recentArtifacts(first: 10) { nodes { version package { name } repository { slug } } }
      publishedPerDay { day count } blockedPerDay { day count }
      storagePerProject { sizeBytes project { slug } }
    }
  }`);
  expect(taken.length).toBeLessThanOrEqual(20);
});

it('D4.9 reads the counts of 50 repositories in a fixed number of statements', async () => {
  const query = '{ repositories { nodes { slug artifactCounts { released totalSizeBytes } } } }';
  const before = (await statementsOf(query)).length;
  for (let index = 0; index < 5; index += 1) {
    await shelf(prisma, { project: 'shop', repository: `more-${index}` });
  }
  expect((await statementsOf(query)).length).toBe(before);
});

it('D4.9 lists uploads with what became of them in a fixed number of statements', async () => {
  const query = `{ uploads(first: 50) {
    nodes { path repository { slug project { slug } } artifact { state package { name } } }
  } }`;
  const { id: userId } = await prisma.user.findUniqueOrThrow({ where: { username: 'ada' } });
  const artifacts = await prisma.artifact.findMany({ take: 30, select: { id: true } });
  const upload = { repositoryId: home.repositoryId, userId, path: 'film.mov' };
  const [first, ...others] = artifacts.map(({ id: artifactId }) => {
    return { ...upload, id: newId(), artifactId, expiresAt: new Date() };
  });
  await prisma.upload.createMany({ data: first === undefined ? [] : [first] });
  const before = (await statementsOf(query)).length;
  await prisma.upload.createMany({ data: others });
  expect((await statementsOf(query)).length).toBe(before);
});

it('D4.9 stops an operation that would take more than 20 statements', async () => {
  const { errors } = await gateway.ask(
    '{ repository(project: "shop", slug: "npm") { packages(first: 30) { nodes { artifacts(first: 1) { totalCount } } } } }',
    { credential: admin.token },
  );
  expect(errors.at(-1)?.extensions.code).toBe('OPERATION_TOO_LARGE');
  expect(errors.at(-1)?.message).toMatch(/20 database statements/);
});

it('D4.9 reads a group of many by as few statements as one of few', async () => {
  const { projectId } = home;
  const group = { id: newId(), projectId, slug: 'all', name: 'all', format: 'NPM' } as const;
  await prisma.repository.create({ data: { ...group, kind: 'GROUP' } });
  for (let position = 0; position < 30; position += 1) {
    const wish = { project: `member-${position}`, repository: 'npm' };
    const { repositoryId } = await shelf(prisma, wish);
    await prisma.member.create({ data: { groupId: group.id, repositoryId, position } });
  }
  const place = 'slug kind project { slug name }';
  for (const field of [
    `members { ${place} }`,
    `nameAnswers(name: "none") { answer repository { ${place} } }`,
  ]) {
    const query = `{ repository(project: "shop", slug: "all") { ${field} } }`;
    const read = (await statementsOf(query)).filter((text) => text.includes('"repositories"'));
    expect(read.length).toBeLessThanOrEqual(6);
  }
});
