import { describe, expect, it } from 'vitest';
import { allowed, notAscending, notSame } from '../testing/judge-order.ts';
import { goOrder } from './go.ts';

describe('the Go version order', () => {
  it('is that of golang.org/x/mod/semver', () => {
    expect(
      notAscending(goOrder, [
        ...['v1.0.0-alpha', 'v1.0.0-alpha.1', 'v1.0.0-alpha.beta', 'v1.0.0-beta', 'v1.0.0-beta.2'],
        ...['v1.0.0-beta.11', 'v1.0.0-rc.1', 'v1', 'v1.2', 'v1.2.3-456', 'v1.2.3-456.789'],
        ...['v1.2.3-456-789', 'v1.2.3-456a', 'v1.2.3-pre', 'v1.2.3-pre.1', 'v1.2.3-zzz', 'v1.2.3'],
        ...['v1.19', 'v2'],
      ]),
    ).toEqual([]);
  });

  it.each([
    [['v1', 'v1.0', 'v1.0.0', '1.0.0', 'v1.0.0+meta']],
    [['v1.2.3', '1.2.3', 'v1.2.3+meta-pre.sha.256a', 'v1.2.3+incompatible']],
    [['v1.2.3-pre', 'v1.2.3-pre+meta', '1.2.3-pre']],
  ])('reads the spellings of one version: %j', (spellings) => {
    expect(notSame(goOrder, spellings)).toEqual([]);
  });

  // go.dev/ref/mod, "Pseudo-versions": between the tag before the commit and the next one.
  it('places pseudo-versions by their base and their time', () => {
    expect(
      notAscending(goOrder, [
        'v0.0.0-20190101000000-ffffffffffff',
        'v0.0.0-20191109021931-daa7c04131f5',
        'v1.2.3-pre',
        'v1.2.3-pre.0.20191109021931-daa7c04131f5',
        'v1.2.3',
        'v1.2.4-0.20191109021931-daa7c04131f5',
        'v1.2.4',
      ]),
    ).toEqual([]);
  });

  it.each([
    ...[
      'bad',
      'v1-alpha.beta.gamma',
      'v1-pre',
      'v1+meta',
      'v1.2-pre',
      'v1.2+meta',
      '',
      'v',
      'vv1.0.0',
    ],
    ...['v01.2.3', 'v1.2.3-01', 'v1.2.3.4', 'latest', 'V1.2.3', '=1.2.3', ' v1.2.3'],
  ])('does not read %s', (text) => {
    expect(goOrder.parse(text)).toBeNull();
  });

  it('takes a requirement for the minimum that it is', () => {
    expect(allowed(goOrder, 'v1.2.0', ({ version }) => version)).toBe('[1.2.0, ∞]');
    expect(goOrder.parseRequirement('>=v1.2.0')).toBeNull();
  });
});
