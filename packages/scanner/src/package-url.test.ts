import { PackageURL } from 'packageurl-js';
import { describe, expect, it } from 'vitest';
import { Random } from './advisories/testing/random.ts';
import { packageUrl } from './package-url.ts';

describe('a package URL', () => {
  it('of an image names its digest and where it lies, in sorted qualifiers', () => {
    const qualifiers = { tag: '', repository_url: 'r.example.org:8443/a', arch: 'arm64' };
    expect(packageUrl({ type: 'oci', name: 'app', version: 'sha256:ab', qualifiers })).toBe(
      'pkg:oci/app@sha256:ab?arch=arm64&repository_url=r.example.org:8443%2Fa',
    );
  });

  it('without a version names all of them', () => {
    expect(packageUrl({ type: 'helm', name: 'tide', version: '' })).toBe('pkg:helm/tide');
  });

  it('is read by other tools as what it was made of', () => {
    const seed = Date.now();
    const random = new Random(seed);
    const text = () => random.times(1 + random.below(6), () => random.pick(marks)).join('');
    for (let round = 0; round < 1_000; round += 1) {
      const parts = { namespace: `n${text()}/m${text()}`, name: `n${text()}`, version: text() };
      const written = packageUrl({ type: 'generic', ...parts });
      const read = PackageURL.fromString(written);
      expect(read, `seed ${seed}: ${written}`).toMatchObject({ type: 'generic', ...parts });
    }
  });
});

const marks = Array.from('aZ09.-_~:@+?#%&=!*()\u{1f98a}é');
