import { expect, test } from 'vitest';
import { actOn, patternsAfter } from './name-act.ts';

const said = { claimedNames: ['@acme/*', 'kiwi'], sharedNames: ['fig'] };

test.each([
  ['OUTSIDE', null, { kind: 'claim', name: 'kiwi' }],
  ['OURS', null, { kind: 'share', name: 'kiwi' }],
  ['COLLISION', null, { kind: 'share', name: 'kiwi' }],
  // In the spelling in which it was said.
  ['COLLISION', 'Kiwi', { kind: 'unclaim', name: 'Kiwi' }],
  ['SHARED', 'kiwi', { kind: 'unshare', name: 'kiwi' }],
  ['OURS', 'ki*', null],
  ['SHARED', '*', null],
] as const)('of a name that is %s by %s', (standing, pattern, act) => {
  expect(actOn({ name: 'kiwi', standing, pattern })).toEqual(act);
});

test('an act changes one list and leaves the rest of it', () => {
  expect(patternsAfter({ kind: 'claim', name: 'pear' }, said)).toEqual({
    claimedNames: ['@acme/*', 'kiwi', 'pear'],
  });
  expect(patternsAfter({ kind: 'unclaim', name: 'kiwi' }, said)).toEqual({
    claimedNames: ['@acme/*'],
  });
  expect(patternsAfter({ kind: 'share', name: 'fig' }, said)).toEqual({ sharedNames: ['fig'] });
  expect(patternsAfter({ kind: 'unshare', name: 'fig' }, said)).toEqual({ sharedNames: [] });
});
