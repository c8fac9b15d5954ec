import { describe, expect, it } from 'vitest';
import { effectiveDistTags, type TaggableVersion } from './dist-tags.ts';

const free = (version: string): TaggableVersion => ({ version });
const held = (version: string): TaggableVersion => ({ version, receipt: 'held' });
const old = (version: string): TaggableVersion => ({ version, deprecated: 'too old' });

const latest = (target: string | undefined, ...versions: TaggableVersion[]) =>
  effectiveDistTags(target === undefined ? {} : { latest: target }, versions)['latest'];

describe('effectiveDistTags', () => {
  it('leaves a latest that can be had alone, even an old or a deprecated one', () => {
    expect(latest('1.0.0', free('1.0.0'), free('2.0.0'))).toBe('1.0.0');
    expect(latest('1.0.0', old('1.0.0'), free('2.0.0'))).toBe('1.0.0');
  });

  it('puts the best version below a held latest in its place, not the next major', () => {
    expect(latest('1.2.0', free('1.0.0'), free('1.1.0'), held('1.2.0'), free('2.0.0'))).toBe(
      '1.1.0',
    );
    expect(latest('1.10.0', free('1.9.0'), free('1.2.0'), held('1.10.0'))).toBe('1.9.0');
  });

  it('prefers releases to pre-releases and what is not deprecated', () => {
    expect(latest('2.0.0', free('1.0.0'), free('2.0.0-rc.1'), held('2.0.0'))).toBe('1.0.0');
    expect(latest('2.0.0', free('1.0.0'), old('1.1.0'), held('2.0.0'))).toBe('1.0.0');
    expect(latest('2.0.0', old('1.0.0'), free('2.0.0-rc.1'), held('2.0.0'))).toBe('1.0.0');
    expect(latest('2.0.0', free('2.0.0-rc.1'), free('2.0.0-rc.2'), held('2.0.0'))).toBe(
      '2.0.0-rc.2',
    );
  });

  it('goes above a held latest only when there is nothing below', () => {
    expect(latest('1.0.0', held('1.0.0'), free('2.0.0'), free('3.0.0'))).toBe('3.0.0');
  });

  it('shows the held one when everything is held', () => {
    expect(latest('1.1.0', held('1.0.0'), held('1.1.0'))).toBe('1.1.0');
  });

  it('finds a latest where none is set, or where it leads to nothing', () => {
    expect(latest(undefined, free('1.0.0'), free('1.1.0'))).toBe('1.1.0');
    expect(latest('9.9.9', free('1.0.0'))).toBe('1.0.0');
    expect(effectiveDistTags({}, [])).toEqual({});
  });

  it('keeps other tags, held or not, and drops those that lead to nothing', () => {
    const tags = { latest: '1.0.0', next: '2.0.0', gone: '0.1.0' };
    expect(effectiveDistTags(tags, [free('1.0.0'), held('2.0.0')])).toEqual({
      latest: '1.0.0',
      next: '2.0.0',
    });
  });

  it('changes nothing of what it is given', () => {
    const tags = Object.freeze({ latest: '1.1.0' });
    const versions = Object.freeze([free('1.0.0'), held('1.1.0')]);
    expect(effectiveDistTags(tags, versions)).toEqual({ latest: '1.0.0' });
    expect(tags).toEqual({ latest: '1.1.0' });
  });
});
