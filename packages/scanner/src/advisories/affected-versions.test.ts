import semver from 'semver';
import { describe, expect, it } from 'vitest';
import type { AffectedPackage, RangeEvent } from './advisory.ts';
import { affectedVersionsReaderFor } from './ecosystems.ts';
import { matcherOf } from './match.ts';
import { npmOrder } from './order/npm.ts';
import { fixtureAdvisory } from './testing/fixtures.ts';
import { Random } from './testing/random.ts';
import { randomStatement, world } from './testing/random-statement.ts';

function affectedBy(...statements: Pick<AffectedPackage, 'ranges' | 'versions'>[]) {
  const read = affectedVersionsReaderFor('npm');
  if (read === null) throw new Error('npm is an ecosystem that we judge');
  return read(statements.map((said) => ({ ecosystem: 'npm', packageName: 'tide-table', ...said })));
}

function requirements(events: RangeEvent[], versions: string[] = []): readonly string[] {
  return affectedBy({ ranges: [{ type: 'SEMVER', events }], versions }).requirements;
}

describe('the versions that an advisory speaks of', () => {
  it.each([
    [[{ introduced: '0' }, { fixed: '1.0.2' }], '<1.0.2'],
    [[{ introduced: '1.0.0' }, { fixed: '1.2.3' }], '>=1.0.0 <1.2.3'],
    [[{ introduced: '1.0.0' }, { last_affected: '1.2.3' }], '>=1.0.0 <=1.2.3'],
    [[{ introduced: '0' }, { last_affected: '2.1.214' }], '<=2.1.214'],
    [[{ introduced: '2.0.0-beta.1' }], '>=2.0.0-beta.1'],
    [[{ introduced: '0' }], '*'],
    [[{ introduced: '1.5.0' }, { last_affected: '1.5.0' }], '1.5.0'],
    [[{ introduced: '1.0.0' }, { limit: '1.5.0' }], '>=1.0.0 <1.5.0'],
    [[{ introduced: '1.0.0' }, { fixed: '1.0.0' }], ''],
  ])('%j are written %s', (events: RangeEvent[], written) => {
    expect(requirements(events).join(' || ')).toBe(written);
  });

  it('are merged over all statements, oldest first', () => {
    const first = [{ introduced: '3.0.0' }, { fixed: '3.2.5' }];
    expect(requirements(first, ['1.0.0', '3.1.0', '0.9.0'])).toEqual([
      '0.9.0',
      '1.0.0',
      '>=3.0.0 <3.2.5',
    ]);
  });

  it('hold a listed version that nobody can read, though no requirement can name it', () => {
    const affected = affectedBy({ ranges: [], versions: ['nightly', '1.0.0'] });
    expect(affected.has('nightly')).toBe(true);
    expect(affected.requirements).toEqual(['1.0.0']);
  });

  it('are all of them where a record says so, even what nobody can read', () => {
    const { affected } = fixtureAdvisory('mal-every-version');
    const every = affectedBy(...affected);
    expect(every.requirements).toEqual(['*']);
    expect(every.has('nightly')).toBe(true);
  });

  it('cannot be told in an ecosystem that we do not judge', () => {
    expect(affectedVersionsReaderFor('Debian:12')).toBeNull();
  });

  it('are the same for the matcher, for us, and for npm reading what we wrote', () => {
    const seed = Date.now();
    const random = new Random(seed);
    const match = matcherOf(npmOrder);
    for (let round = 0; round < 1_000; round += 1) {
      const statements = random.times(1 + random.below(2), () => randomStatement(random));
      const affected = affectedBy(...statements);
      const written = affected.requirements.join(' || ');
      for (const version of world) {
        const why = `seed ${seed}: ${version} in "${written}"`;
        const { verdict } = match({ version, versionIsExact: true }, statements);
        const isAffected = verdict === 'affected';
        expect(affected.has(version), why).toBe(isAffected);
        // As npm audit asks: pre-releases count like any other version.
        const options = { includePrerelease: true, loose: true };
        const forNpm = written !== '' && semver.satisfies(version, written, options);
        expect(forNpm, why).toBe(isAffected);
      }
    }
  });
});
