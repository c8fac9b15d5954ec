import { findAdvisories, listAdvisories, listAdvisoryPages } from '@bonded/core/clearance';
import { expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;

await importRecords(warehouse, [
  {
    id: 'GHSA-tide',
    package: 'tide-table',
    summary: 'Tides can be turned',
    severity: 'HIGH',
    references: ['https://example.org/commit/1', 'https://example.org/advisories/GHSA-tide'],
    events: [{ introduced: '1.0.0' }, { fixed: '1.2.3' }],
  },
  { id: 'MAL-2026-1', package: 'tide-table', versions: ['0.9.0', '3.0.0'] },
  {
    id: 'GHSA-gone',
    package: 'tide-table',
    withdrawn: '2026-02-01T00:00:00Z',
    events: [{ introduced: '0' }],
  },
  { id: 'GHSA-other', package: 'tide-table', ecosystem: 'PyPI', versions: ['1.0.0'] },
  {
    id: 'GHSA-php',
    package: 'Tide/Table',
    ecosystem: 'Packagist:https://packages.example.org/8',
    events: [{ introduced: '1.0' }, { fixed: '1.2.3' }, { introduced: '2.0' }, { fixed: '2.1' }],
  },
  { id: 'GHSA-proto', package: '__proto__', events: [{ introduced: '0' }] },
]);

function ask(packages: Record<string, string[] | null>, ecosystem = 'npm') {
  return findAdvisories(ports, { ecosystem, packages }, signal);
}

it('an advisory is found by a version that it affects, with all that it affects', async () => {
  expect(await ask({ 'tide-table': ['1.1.0', '2.0.0'], unknown: ['1.0.0'] })).toEqual([
    {
      packageName: 'tide-table',
      id: 'GHSA-tide',
      url: 'https://example.org/advisories/GHSA-tide',
      title: 'Tides can be turned',
      severity: 'high',
      score: null,
      publishedAt: new Date('2026-01-01T00:00:00Z'),
      versions: ['>=1.0.0 <1.2.3'],
      affects: ['1.1.0'],
      aliases: [],
      fixedIn: ['1.2.3'],
    },
  ]);
});

it('an advisory without a page or a summary still has an address and a title', async () => {
  expect(await ask({ 'tide-table': ['3.0.0'] })).toEqual([
    {
      packageName: 'tide-table',
      id: 'MAL-2026-1',
      url: 'https://osv.dev/vulnerability/MAL-2026-1',
      title: 'MAL-2026-1',
      severity: 'critical',
      score: null,
      publishedAt: new Date('2026-01-01T00:00:00Z'),
      versions: ['0.9.0', '3.0.0'],
      affects: ['3.0.0'],
      aliases: [],
      fixedIn: [],
    },
  ]);
});

it('nothing is found for versions that no advisory in force affects', async () => {
  expect(await ask({ 'tide-table': ['1.2.3', '2.0.0', 'nightly'] })).toEqual([]);
  expect(await ask({ 'tide-table': [] })).toEqual([]);
  expect(await ask({})).toEqual([]);
});

it('each ecosystem has its own names, versions and requirements', async () => {
  expect(await ask({ 'Tide.Table': ['1.0'] }, 'PyPI')).toMatchObject([
    { id: 'GHSA-other', packageName: 'Tide.Table', versions: ['==1.0.0'] },
  ]);
  const [found] = await ask({ 'tide/table': ['v2.0.1'] }, 'Packagist');
  expect(found?.versions.join('|')).toBe('>=1.0,<1.2.3-stable|>=2.0,<2.1-stable');
});

it('everything known of a package is found by its name alone', async () => {
  const ids = (await ask({ 'tide-table': null })).map(({ id }) => id);
  expect(ids).toEqual(['GHSA-tide', 'MAL-2026-1']);
});

it('an ecosystem whose versions we cannot order gives no answer, not a wrong one', async () => {
  expect(await ask({ 'tide-table': ['1.0.0'] }, 'CRAN')).toEqual([]);
});

it('D5.13 a name is a name, whatever it means to JavaScript or to PostgreSQL', async () => {
  // In brackets it is a member like any other, as it is in parsed JSON.
  const packages = { ['__proto__']: ['1.0.0'], constructor: ['1'], 'nul\0': ['1'] };
  expect((await ask(packages)).map(({ id }) => id)).toEqual(['GHSA-proto']);
});

it('more names than fit one question are all asked', async () => {
  const many = Array.from(
    { length: 450 },
    (_, at) => [`package-${at}`, ['1.0.0']] as [string, string[]],
  );
  const packages = Object.fromEntries([...many, ['tide-table', ['1.0.0']]]);
  expect(await ask(packages)).toHaveLength(1);
});

const nuget = ['Oak.Plank', 'Elm.Board', 'Ash.Pole', 'Fir.Log'].map((name, index) => ({
  id: `GHSA-wood-${index}`,
  package: name,
  ecosystem: 'NuGet',
  events: [{ introduced: '0' }],
}));
await importRecords(warehouse, nuget);

/** What each page of NuGet's list says, and since when. */
async function pagesOfNuget() {
  const pages = await listAdvisoryPages(ports, 'NuGet');
  return Promise.all(
    pages.map(async (page) => {
      const listed: string[] = [];
      for await (const batch of listAdvisories(ports, page, signal)) {
        listed.push(...batch.map(({ packageName, id }) => `${packageName} ${id}`));
      }
      return { ...page, listed };
    }),
  );
}

it('all that is in force in an ecosystem is listed, page by page', async () => {
  const pages = await pagesOfNuget();
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flatMap(({ listed }) => listed).toSorted()).toEqual([
    'ash.pole GHSA-wood-2',
    'elm.board GHSA-wood-1',
    'fir.log GHSA-wood-3',
    'oak.plank GHSA-wood-0',
  ]);
  expect(await listAdvisoryPages(ports, 'npm')).toEqual([]);
});

it('a page has changed when what it says has, and no page with another', async () => {
  const before = await pagesOfNuget();
  await importRecords(warehouse, [{ id: 'GHSA-elsewhere', package: 'quay', versions: ['1.0.0'] }]);
  expect(await pagesOfNuget()).toEqual(before);
  const [oak, elm] = nuget;
  if (oak === undefined || elm === undefined) throw new Error('There are four of them.');
  const modified = '2026-03-01T00:00:00Z';
  await importRecords(warehouse, [
    { ...oak, modified, withdrawn: modified },
    { ...elm, modified, package: 'Yew.Board' },
  ]);
  const after = await pagesOfNuget();
  expect(after.flatMap(({ listed }) => listed).toSorted()).toEqual([
    'ash.pole GHSA-wood-2',
    'fir.log GHSA-wood-3',
    'yew.board GHSA-wood-1',
  ]);
  for (const page of after) {
    const same = before.find(({ name }) => name === page.name);
    const isSame = same?.listed.join() === page.listed.join();
    expect(page.fingerprint === same?.fingerprint).toBe(isSame);
    expect(page.changedAt.getTime() === same?.changedAt.getTime()).toBe(isSame);
  }
});

it('an abort ends the search', async () => {
  const aborted = AbortSignal.abort(new Error('the client left'));
  const search = findAdvisories(ports, { ecosystem: 'npm', packages: { a: ['1'] } }, aborted);
  await expect(search).rejects.toThrow('the client left');
});
