import { describe, expect, it } from 'vitest';
import { heedUpstream } from './heed-upstream.ts';
import type { IndexedVersion, PackageIndex } from './indexed-package.ts';

type Said = Partial<Pick<IndexedVersion, 'yankedAt' | 'yankedReason' | 'deprecation'>>;

function indexOf(versions: Readonly<Record<string, Said>>): PackageIndex {
  const silent = { yankedAt: null, yankedReason: null, deprecation: null };
  // Nothing else of a version or of a package is looked at.
  return {
    versions: Object.entries(versions).map(([version, said]) => ({ ...silent, version, ...said })),
  } as unknown as PackageIndex;
}

const then = new Date('2026-01-01T00:00:00Z');
const broken = { yankedAt: then, yankedReason: 'broken' };

describe('heedUpstream', () => {
  it('takes back what upstream took back after it was fetched', () => {
    const told = indexOf({ '1.0': broken, '1.1': { deprecation: 'Use 2' }, '3.0': broken });
    const { versions } = heedUpstream(indexOf({ '1.0': {}, '1.1': {}, '2.0': {} }), told);
    expect(versions).toMatchObject([
      { version: '1.0', yankedAt: then, yankedReason: 'broken', deprecation: null },
      { version: '1.1', yankedAt: null, yankedReason: null, deprecation: 'Use 2' },
      { version: '2.0', yankedAt: null, yankedReason: null, deprecation: null },
    ]);
  });

  it('keeps what was said here, whatever upstream says', () => {
    const ours = { yankedAt: new Date(), yankedReason: 'ours', deprecation: 'old' };
    const told = indexOf({ '1.0': { ...broken, deprecation: 'theirs' }, '1.1': {} });
    const { versions } = heedUpstream(indexOf({ '1.0': ours, '1.1': ours }), told);
    expect(versions).toMatchObject([ours, ours]);
  });
});
