import { describe, expect, it } from 'vitest';
import { affectedVersionsReaderFor, type EcosystemName, matcherFor } from './ecosystems.ts';
import { advisoryOf } from './testing/advisory-of.ts';

const twoLines = [
  { introduced: '1.0' },
  { fixed: '1.2.3' },
  { introduced: '2.0' },
  { last_affected: '2.1' },
];
const semantic = [
  { introduced: '1.0.0' },
  { fixed: '1.2.3' },
  { introduced: '2.0.0' },
  { last_affected: '2.1.0' },
];

function affectedBy(
  ecosystem: EcosystemName,
  events: Record<string, string>[],
  versions: string[] = [],
) {
  const { affected } = advisoryOf('GHSA-1', {
    ecosystem,
    name: 'tide/table',
    ranges: events.length === 0 ? [] : [{ type: 'ECOSYSTEM', events }],
    versions,
  });
  const read = affectedVersionsReaderFor(ecosystem);
  if (read === null) throw new Error(`${ecosystem} is an ecosystem that we judge`);
  return read(affected);
}

describe('affected versions are written as the tools of the ecosystem read them', () => {
  it.each([
    ['npm', semantic, '>=1.0.0 <1.2.3 || >=2.0.0 <=2.1.0'],
    ['PyPI', twoLines, '>=1.0,<1.2.3 || >=2.0,<=2.1'],
    ['Maven', twoLines, '[1.0,1.2.3) || [2.0,2.1]'],
    ['NuGet', twoLines, '[1.0,1.2.3) || [2.0,2.1]'],
    ['Go', semantic, '>=v1.0.0 <v1.2.3 || >=v2.0.0 <=v2.1.0'],
    ['Packagist', twoLines, '>=1.0,<1.2.3-stable || >=2.0,<=2.1'],
    ['crates.io', semantic, '>=1.0.0, <1.2.3 || >=2.0.0, <=2.1.0'],
  ] as const)('%s', (ecosystem, events, written) => {
    expect(affectedBy(ecosystem, [...events]).requirements.join(' || ')).toBe(written);
  });

  it.each([
    ['npm', '*', '1.5.0'],
    ['PyPI', '>=0.dev0', '==1.5.0'],
    ['Maven', '(,)', '[1.5.0]'],
    ['NuGet', '(,)', '[1.5.0]'],
    ['Go', '*', 'v1.5.0'],
    ['Packagist', '*', '1.5.0'],
    ['crates.io', '*', '=1.5.0'],
  ] as const)('%s, for all of them and for a single one', (ecosystem, every, single) => {
    expect(affectedBy(ecosystem, [{ introduced: '0' }]).requirements).toEqual([every]);
    expect(affectedBy(ecosystem, [], ['1.5.0']).requirements).toEqual([single]);
  });

  // Composer reads `<1.2.3` as "before 1.2.3-dev", so that pre-releases of the fix would be safe.
  it.each([
    [[{ introduced: '0' }, { fixed: '1.2.3' }], '<1.2.3-stable'],
    [[{ introduced: '0' }, { fixed: 'v1.2.3' }], '<1.2.3.0-stable'],
    [[{ introduced: '0' }, { fixed: '1.2.3-beta2' }], '<1.2.3.0-beta2'],
    [[{ introduced: '0' }, { fixed: '1.2.3-p1' }], '<1.2.3.0-patch1'],
    [
      [{ introduced: '1.2b1' }, { last_affected: '20100102-203040' }],
      '>=1.2.0.0-beta1,<=20100102.203040',
    ],
  ])('Packagist, exactly to the pre-release: %j', (events, written) => {
    expect(affectedBy('Packagist', events).requirements).toEqual([written]);
  });
});

describe('a version that is a rebuild of another', () => {
  it('is affected where the other is, however the advisory names it', () => {
    const range = affectedBy('PyPI', [{ introduced: '1.0' }, { last_affected: '2.0.1' }]);
    const list = affectedBy('PyPI', [], ['2.0.1']);
    for (const affected of [range, list]) {
      expect(affected.has('2.0.1+cu118')).toBe(true);
      expect(affected.has('2.0.2+cu118')).toBe(false);
    }
  });

  it('is affected by what names the rebuild alone', () => {
    const match = matcherFor('PyPI');
    const { affected } = advisoryOf('GHSA-1', {
      ecosystem: 'PyPI',
      name: 'tide-table',
      versions: ['2.0.1+cu118'],
    });
    const verdictOf = (version: string) =>
      match?.({ version, versionIsExact: true }, affected).verdict;
    expect(verdictOf('2.0.1+cu118')).toBe('affected');
    expect(verdictOf('2.0.1')).toBe('unaffected');
  });
});
