import { describe, expect, it } from 'vitest';
import { type Supply, supplyInput, unsupplied, withMembers } from './supply.ts';

const saved: Supply = {
  ...unsupplied,
  ...{ upstreamUrl: 'https://a.test/', upstreamUserName: 'ci', defaultNamespace: 'library' },
};
const proxy = { kind: 'PROXY', format: 'NPM', saved } as const;

describe('what is sent of a proxy', () => {
  it('is its address alone where nothing else was changed', () => {
    expect(supplyInput(saved, proxy)).toEqual({ upstreamUrl: 'https://a.test/' });
    const made = { ...unsupplied, upstreamUrl: ' https://a.test/ ' };
    const input = supplyInput(made, { ...proxy, saved: unsupplied });
    expect(input).toEqual({ upstreamUrl: 'https://a.test/' });
  });

  it('holds what was typed of a credential, or takes all of it away', () => {
    const typed = { ...saved, upstreamUserName: '', upstreamSecret: 's' };
    expect(supplyInput(typed, proxy)).toMatchObject({ upstreamUserName: '', upstreamSecret: 's' });
    const removed = { ...typed, isCredentialRemoved: true };
    const nothing = { upstreamUserName: '', upstreamSecret: '' };
    expect(supplyInput(removed, proxy)).toMatchObject(nothing);
  });

  it('has the time and the names that were changed, a name a line', () => {
    const fresh = { freshFor: '2', freshUnit: 'HOURS' } as const;
    const typed = { ...saved, ...fresh, claimedNames: ' @acme/* \n\nour-*' };
    expect(supplyInput(typed, proxy)).toEqual({
      upstreamUrl: 'https://a.test/',
      ...{ freshForSeconds: 7200, claimedNames: ['@acme/*', 'our-*'] },
    });
    const inSeconds = { ...saved, freshFor: '300', freshUnit: 'SECONDS' } as const;
    expect(supplyInput(inSeconds, proxy)).not.toHaveProperty('freshForSeconds');
    const claimed = { ...saved, claimedNames: '@acme/*' };
    const input = supplyInput(saved, { ...proxy, saved: claimed });
    expect(input).toHaveProperty('claimedNames', []);
  });

  it('has a namespace for images alone', () => {
    const other = { ...saved, defaultNamespace: 'acme' };
    expect(supplyInput(other, proxy)).not.toHaveProperty('defaultNamespace');
    const images = supplyInput(other, { ...proxy, format: 'OCI' });
    expect(images).toHaveProperty('defaultNamespace', 'acme');
  });
});

it('sends of a group what it shows, in its order', () => {
  const group = { ...unsupplied, members: ['shop/b', 'shop/a'] };
  const input = supplyInput(group, { ...proxy, kind: 'GROUP' });
  expect(input).toEqual({ members: ['shop/b', 'shop/a'] });
});

it('sends where a group is published to if that is another, and forgets one that left', () => {
  const group = { ...unsupplied, members: ['shop/b', 'shop/a'], writeTarget: 'shop/a' };
  const of = { ...proxy, kind: 'GROUP' } as const;
  expect(supplyInput(group, { ...of, saved: unsupplied })).toHaveProperty('writeTarget', 'shop/a');
  expect(supplyInput(group, { ...of, saved: group })).not.toHaveProperty('writeTarget');
  const left = withMembers(group, ['shop/b']);
  expect(supplyInput(left, { ...of, saved: group })).toHaveProperty('writeTarget', '');
});
