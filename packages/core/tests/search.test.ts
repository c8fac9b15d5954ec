import type { Actor } from '@bonded/core/access';
import { deprecateArtifact, yankArtifact } from '@bonded/core/artifacts';
import {
  countFacets,
  packageSearchWhere,
  parseSearch,
  rankPackageSearch,
  searchWhere,
} from '@bonded/core/search';
import { expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { makeRepository, publish, runScans } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { prisma } = warehouse.ports.database;
const admin = await signInAdmin(warehouse);
await importRecords(warehouse, [
  {
    id: 'GHSA-aaaa-bbbb-cccc',
    severity: 'CRITICAL',
    package: 'log4js',
    events: [{ introduced: '0' }, { fixed: '2.0.0' }],
  },
  { id: 'MAL-2030-1', package: 'evil', events: [{ introduced: '0' }] },
]);
const apples = await makeRepository(warehouse, admin, { slug: 'apples' });
const crates = await makeRepository(warehouse, admin, { slug: 'crates', format: 'RAW' });
const abroad = await makeRepository(warehouse, admin, { project: 'island', slug: 'nuts' });
const bundled = ['log4js@1.0.0'];
for (const goods of [
  { repository: apples, name: 'log4js', version: '1.0.0' },
  { repository: apples, name: 'log4js', version: '2.0.0' },
  { repository: apples, name: 'carrier', version: '1.0.0', bundled },
  { repository: apples, name: 'evil', version: '6.6.6' },
  { repository: apples, name: 'a_b', version: '1.0.0' },
  { repository: apples, name: 'axb', version: '1.0.0' },
  { repository: abroad, name: '@sea/log', version: '1.0.0' },
  { repository: crates, name: 'logs/today.txt', version: null, bytes: 'dear diary' },
]) {
  await publish(warehouse, admin, goods);
}
await runScans(warehouse);
const licences = { a_b: 'MIT', axb: '(Apache-2.0 OR MIT)', carrier: 'MIT-0' };
for (const [name, licence] of Object.entries(licences)) {
  await prisma.artifact.updateMany({ where: { package: { name } }, data: { licence } });
}
await prisma.package.updateMany({
  where: { name: 'axb' },
  data: { description: 'Pads 100% left' },
});
const islander = await signInNew(warehouse, admin, 'islander', {
  role: 'Consumer',
  project: 'island',
});

async function search(text: string, actor: Actor = admin): Promise<string[]> {
  const rows = await prisma.artifact.findMany({
    where: searchWhere(actor, parseSearch(text)),
    select: { version: true, package: { select: { name: true } } },
  });
  return rows.map((row) => `${row.package.name}@${row.version}`).toSorted();
}

async function packages(text: string, actor: Actor = admin): Promise<string[]> {
  const rows = await prisma.package.findMany({
    where: packageSearchWhere(actor, parseSearch(text)),
  });
  return rows.map(({ name }) => name).toSorted();
}

const everything = await search('');

it('a search of nothing finds everything', () => {
  expect(everything).toHaveLength(8);
});

it.each([
  ['LOG4', ['log4js@1.0.0', 'log4js@2.0.0']],
  ['log', ['@sea/log@1.0.0', 'log4js@1.0.0', 'log4js@2.0.0', 'logs/today.txt@1']],
  ['lo', ['log4js@1.0.0', 'log4js@2.0.0', 'logs/today.txt@1']],
  ['a_b', ['a_b@1.0.0']],
  ['"100% left"', ['axb@1.0.0']],
  ['name:A_B', ['a_b@1.0.0']],
  ['log4js@2', ['log4js@2.0.0']],
  ['@sea/log', ['@sea/log@1.0.0']],
  ['log -log4js', ['@sea/log@1.0.0', 'logs/today.txt@1']],
  ['log format:npm -repo:island/nuts', ['log4js@1.0.0', 'log4js@2.0.0']],
  ['repo:harbour/crates', ['logs/today.txt@1']],
  ['project:island', ['@sea/log@1.0.0']],
  ['version:2.*', ['log4js@2.0.0']],
  ['licence:mit', ['a_b@1.0.0', 'axb@1.0.0']],
  ['licence:MIT*', ['a_b@1.0.0', 'axb@1.0.0', 'carrier@1.0.0']],
  ['licence:apache-2.0', ['axb@1.0.0']],
  ['log -licence:MIT project:island', ['@sea/log@1.0.0']],
  ['GHSA-AAAA-bbbb-cccc', ['carrier@1.0.0', 'log4js@1.0.0']],
  ['cve:GHSA-aaaa-bbbb-cccc -carrier', ['log4js@1.0.0']],
  ['pkg:npm/log4js', ['carrier@1.0.0', 'log4js@1.0.0', 'log4js@2.0.0']],
  ['pkg:npm/log4js@1.0.0', ['carrier@1.0.0', 'log4js@1.0.0']],
  ['is:malicious', ['evil@6.6.6']],
  ['severity:critical', ['carrier@1.0.0', 'evil@6.6.6', 'log4js@1.0.0']],
  ['severity:high', []],
  ['is:vulnerable -is:malicious', ['carrier@1.0.0', 'log4js@1.0.0']],
  ['no-such-thing', []],
])('%s finds what it says', async (text, expected) => {
  expect(await search(text)).toEqual(expected);
});

it('finds by the digest of a file', async () => {
  const { digest } = await prisma.file.findFirstOrThrow({ where: { repositoryId: crates.id } });
  expect(await search(`sha256:${digest}`)).toEqual(['logs/today.txt@1']);
});

it('finds by state, and by what its owner did to it', async () => {
  const held = await search('is:held');
  const released = await search('is:released');
  expect([...held, ...released, ...(await search('is:rejected'))].toSorted()).toEqual(everything);
  expect(await search('-is:released')).not.toContain(released[0]);
  const row = await prisma.artifact.findFirstOrThrow({ where: { package: { name: 'a_b' } } });
  await yankArtifact(warehouse.ports, admin, { id: row.id, isYanked: true, reason: 'Too early.' });
  await deprecateArtifact(warehouse.ports, admin, { id: row.id, message: 'Use axb.' });
  expect(await search('is:yanked')).toEqual(['a_b@1.0.0']);
  expect(await search('is:deprecated')).toEqual(['a_b@1.0.0']);
  expect(await search('-is:yanked')).not.toContain('a_b@1.0.0');
});

it('every term and its opposite part all that there is', async () => {
  for (const term of [
    'log',
    'licence:MIT',
    'version:1.0.0',
    'is:yanked',
    'pkg:npm/log4js',
    'is:held',
  ]) {
    const both = [...(await search(term)), ...(await search(`-${term}`))];
    expect(both.toSorted()).toEqual(everything);
  }
});

it('packages are found by what is true of one of their versions', async () => {
  expect(await packages('log format:npm')).toEqual(['@sea/log', 'log4js']);
  expect(await packages('cve:GHSA-aaaa-bbbb-cccc')).toEqual(['carrier', 'log4js']);
  expect(await packages('log4js cve:GHSA-aaaa-bbbb-cccc version:2.0.0')).toEqual([]);
});

it('D3.3 nobody finds what they may not see, nor by scans that they may not read', async () => {
  expect(await search('', islander)).toEqual(await search('project:island is:released'));
  expect(await packages('', islander)).toEqual(['@sea/log']);
  expect(await search('log4js', islander)).toEqual([]);
  expect(await search('pkg:npm/log4js', islander)).toEqual([]);
});

async function facets(query: string, actor: Actor = admin): Promise<Record<string, number>> {
  const { facets: all } = await countFacets(warehouse.ports, actor, { query });
  return Object.fromEntries(all.map(({ term, count }) => [term, count]));
}

it('says by which terms what it found could be narrowed, and to how many', async () => {
  const counted = await facets('log');
  expect(counted).toMatchObject({
    'format:npm': 3,
    'format:raw': 1,
    'project:harbour': 3,
    'project:island': 1,
    'repo:harbour/crates': 1,
    'severity:critical': 1,
  });
  for (const [term, count] of Object.entries(counted)) {
    expect(await search(`log ${term}`), term).toHaveLength(count);
  }
  expect(await facets('no-such-thing')).toEqual({});
});

it('D3.3 counts only what somebody may see, and severities where scans may be read', async () => {
  expect(await facets('', islander)).toEqual({
    'is:released': 1,
    'format:npm': 1,
    'project:island': 1,
    'repo:island/nuts': 1,
  });
  const guest = await signInNew(warehouse, admin, 'guest', {
    role: 'Consumer',
    project: 'harbour',
  });
  const seen = Object.keys(await facets('', guest));
  expect(seen).toContain('project:harbour');
  expect(seen.filter((term) => term.startsWith('severity:'))).toEqual([]);
});

async function ranked(query: string): Promise<readonly (readonly string[])[]> {
  const { ranks } = await rankPackageSearch(warehouse.ports, admin, { query });
  return Promise.all(
    ranks.map(async ({ where }) => {
      const rows = await prisma.package.findMany({ where: await where() });
      return rows.map(({ name }) => name).toSorted();
    }),
  );
}

it('names that answer the words come first, and what is only described so last', async () => {
  await prisma.package.updateMany({
    where: { name: 'carrier' },
    data: { description: 'Carries any log, and log4js.' },
  });
  expect(await ranked('LOG')).toEqual([['log4js', 'logs/today.txt'], ['@sea/log'], ['carrier']]);
  expect(await ranked('log4js')).toEqual([['log4js'], ['carrier']]);
  expect(await ranked('log4js@1')).toEqual([['log4js'], ['carrier']]);
  expect(await ranked('log today')).toEqual([['logs/today.txt']]);
  expect(await ranked('og format:npm')).toEqual([]);
  expect(await ranked('arr')).toEqual([['carrier']]);
  expect(await ranked('-log')).toEqual([['a_b', 'axb', 'evil']]);
  expect(await ranked('no-such-thing')).toEqual([]);
});
