import { describe, expect, it } from 'vitest';
import type { AdvisoryRange, AffectedPackage, RangeEvent } from './advisory.ts';
import { matcherOf } from './match.ts';
import { npmOrder } from './order/npm.ts';
import { fixtureAdvisory } from './testing/fixtures.ts';

const match = matcherOf(npmOrder);

function statement(events: RangeEvent[], versions: string[] = []): AffectedPackage {
  const ranges: AdvisoryRange[] = events.length === 0 ? [] : [{ type: 'SEMVER', events }];
  return { ecosystem: 'npm', packageName: 'tide-table', ranges, versions };
}

function verdict(version: string, ...statements: AffectedPackage[]) {
  return match({ version, versionIsExact: true }, statements).verdict;
}

function affectedAmong(versions: string[], ...statements: AffectedPackage[]): string[] {
  return versions.filter((version) => verdict(version, ...statements) === 'affected');
}

describe('an exact version is affected', () => {
  it('by "introduced 0", whatever it is (OSV, unfixed vulnerability example)', () => {
    const all = ['0.0.0-0', '0.0.1', '1.0.2', '999.9.9'];
    expect(affectedAmong(all, statement([{ introduced: '0' }]))).toEqual(all);
  });

  it('below the fix and not at it (OSV, fixed vulnerability example)', () => {
    const fixed = statement([{ introduced: '0' }, { fixed: '1.0.2' }]);
    const versions = ['0.1.0', '1.0.1', '1.0.2-rc.1', '1.0.2', '1.0.3'];
    expect(affectedAmong(versions, fixed)).toEqual(['0.1.0', '1.0.1', '1.0.2-rc.1']);
  });

  it('within any of several stretches (OSV, multiple range example)', () => {
    const events = [
      { introduced: '1.0.0' },
      { fixed: '1.0.2' },
      { introduced: '3.0.0' },
      { fixed: '3.2.5' },
    ];
    const versions = [
      '0.9.0',
      '1.0.0',
      '1.0.1',
      '1.0.2',
      '2.9.9',
      '3.0.0',
      '3.2.4',
      '3.2.5',
      '4.0.0',
    ];
    const affected = ['1.0.0', '1.0.1', '3.0.0', '3.2.4'];
    expect(affectedAmong(versions, statement(events))).toEqual(affected);
    // The order of events in a record means nothing.
    expect(affectedAmong(versions, statement(events.toReversed()))).toEqual(affected);
  });

  it('up to and including last_affected (OSV, last_affected example)', () => {
    const statements = statement([{ introduced: '0' }, { last_affected: '2.1.214' }]);
    const versions = ['2.1.214-rc.1', '2.1.214', '2.1.215-0', '2.1.215'];
    expect(affectedAmong(versions, statements)).toEqual(['2.1.214-rc.1', '2.1.214']);
  });

  it('when one version is both the first and the last affected', () => {
    const single = statement([{ introduced: '1.5.0' }, { last_affected: '1.5.0' }]);
    expect(affectedAmong(['1.4.9', '1.5.0', '1.5.1'], single)).toEqual(['1.5.0']);
  });

  it('again from the version that fixed one and introduced another', () => {
    const again = [{ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '1.0.0' }];
    expect(affectedAmong(['0.9.0', '1.0.0', '2.0.0'], statement(again))).toHaveLength(3);
  });

  it('below the highest of the limits (OSV, BeforeLimits)', () => {
    const limited = statement([{ introduced: '1.0.0' }, { limit: '1.5.0' }, { limit: '2.0.0' }]);
    expect(affectedAmong(['0.9.0', '1.0.0', '1.7.0', '2.0.0'], limited)).toEqual([
      '1.0.0',
      '1.7.0',
    ]);
    const endless = statement([{ introduced: '1.0.0' }, { limit: '1.5.0' }, { limit: '*' }]);
    expect(affectedAmong(['0.9.0', '1.0.0', '2.0.0'], endless)).toEqual(['1.0.0', '2.0.0']);
  });

  it('when it is listed, with or without ranges', () => {
    const listed = statement([{ introduced: '5.0.0' }], ['1.0.0', 'v1.1.0']);
    const versions = ['1.0.0', '1.0.0+evil', '1.1.0', '1.2.0', '5.1.0'];
    expect(affectedAmong(versions, listed)).toEqual(['1.0.0', '1.0.0+evil', '1.1.0', '5.1.0']);
  });

  it('by any of the statements of one advisory, pre-releases of the fixed line included', () => {
    const { affected } = fixtureAdvisory('ghsa-two-lines');
    const versions = ['0.9.0', '1.4.1', '1.4.2', '2.0.0-alpha', '2.0.0-beta.1', '2.0.9', '2.1.0'];
    expect(affectedAmong(versions, ...affected)).toEqual(['1.4.1', '2.0.0-beta.1', '2.0.9']);
  });

  it('by nobody knows what, when the statements say nothing about versions', () => {
    expect(verdict('1.0.0', statement([]))).toBe('version-unreadable');
    expect(verdict('1.0.0', statement([]), statement([], ['2.0.0']))).toBe('unaffected');
    expect(verdict('1.0.0', statement([{ fixed: '2.0.0' }]))).toBe('unaffected');
  });
});

describe('what nobody can read widens and never narrows', () => {
  it('an unreadable introduction starts at the beginning', () => {
    const odd = statement([{ introduced: 'the start' }, { fixed: '2.0.0' }]);
    expect(affectedAmong(['0.0.1', '1.9.9', '2.0.0'], odd)).toEqual(['0.0.1', '1.9.9']);
  });

  it('an unreadable fix, last version or limit is as if it were absent', () => {
    for (const event of [{ fixed: '?' }, { last_affected: '?' }, { limit: '?' }]) {
      expect(verdict('7.0.0', statement([{ introduced: '1.0.0' }, event]))).toBe('affected');
    }
  });

  it('an unreadable version is affected where all are, or where it is listed', () => {
    expect(verdict('banana', statement([{ introduced: '0' }]))).toBe('affected');
    expect(verdict('banana', statement([], ['banana']))).toBe('affected');
  });

  it('D5.5 an unreadable version is otherwise unreadable, which is not unaffected', () => {
    const some = statement([{ introduced: '0' }, { fixed: '2.0.0' }]);
    expect(verdict('banana', some)).toBe('version-unreadable');
    const tag = match({ version: 'latest', versionIsExact: false }, [some]);
    expect(tag.verdict).toBe('version-unreadable');
  });
});

describe('a requirement is affected', () => {
  const requirement = (version: string, ...statements: AffectedPackage[]) =>
    match({ version, versionIsExact: false }, statements).verdict;

  it('when every version that it allows is', () => {
    const fixed = statement([{ introduced: '1.0.0' }, { fixed: '2.0.0' }]);
    for (const spec of [
      '^1.0.0',
      '1.x',
      '>=1.2.0 <2.0.0',
      '~1.4 || ^1.6.0',
      '1.5.0',
      '>1.0.0 <1.9',
    ]) {
      expect(requirement(spec, fixed), spec).toBe('affected');
    }
  });

  it('but not when one of them is safe, because that is what a resolver picks', () => {
    const fixed = statement([{ introduced: '1.0.0' }, { fixed: '1.9.0' }]);
    for (const spec of ['^1.0.0', '1.x', '*', '>=1.2.0', '~1.4 || ^3.0.0', '<1.5.0']) {
      expect(requirement(spec, fixed), spec).toBe('unaffected');
    }
  });

  it('also when two statements together cover it', () => {
    const lower = statement([{ introduced: '1.0.0' }, { fixed: '1.5.0' }]);
    const upper = statement([{ introduced: '1.5.0' }, { fixed: '2.0.0' }]);
    expect(requirement('^1.2.0', lower)).toBe('unaffected');
    expect(requirement('^1.2.0', lower, upper)).toBe('affected');
  });

  it('when everything is, however little the requirement says', () => {
    const everything = statement([{ introduced: '0' }]);
    for (const spec of ['*', '', 'latest', 'github:user/repository', '^7.0.0']) {
      expect(requirement(spec, everything), spec).toBe('affected');
    }
  });

  it('never when it allows nothing', () => {
    expect(requirement('>2.0.0 <1.0.0', statement([{ introduced: '0' }]))).toBe('unaffected');
  });

  it('by listed versions only when it names one of them', () => {
    const listed = statement([], ['1.0.0', '1.0.1']);
    expect(requirement('1.0.1', listed)).toBe('affected');
    expect(requirement('~1.0.0', listed)).toBe('unaffected');
  });
});

describe('the fixes of a match', () => {
  const fixes = (version: string, ...statements: AffectedPackage[]) => {
    const result = match({ version, versionIsExact: true }, statements);
    return result.verdict === 'affected' ? result.fixedIn : result.verdict;
  };

  it('are those after the version, oldest first, each once', () => {
    const { affected } = fixtureAdvisory('ghsa-two-lines');
    expect(fixes('1.2.0', ...affected)).toEqual(['1.4.2', '2.1.0']);
    expect(fixes('2.0.0', ...affected, ...affected)).toEqual(['2.1.0']);
  });

  it('leave out one that another range calls affected again', () => {
    const first = statement([{ introduced: '0' }, { fixed: '1.2.0' }]);
    const second = statement([{ introduced: '1.1.0' }, { fixed: '1.4.0' }]);
    expect(fixes('1.0.0', first, second)).toEqual(['1.4.0']);
  });

  it('are none where there is none', () => {
    const { affected } = fixtureAdvisory('ghsa-last-affected');
    expect(fixes('0.9.3', ...affected)).toEqual([]);
  });
});
