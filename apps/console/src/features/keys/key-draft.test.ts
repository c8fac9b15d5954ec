import { expect, test } from 'vitest';
import { emptyKeyDraft, keyInput } from './key-draft.ts';

test('a key for one project carries no repository that was typed before', () => {
  const draft = {
    ...emptyKeyDraft,
    name: 'ci',
    scope: 'project',
    project: 'acme',
    repository: 'x',
  } as const;
  expect(keyInput(draft, 0)).toEqual({
    name: 'ci',
    project: 'acme',
    expiresAt: '1970-04-01T00:00:00.000Z',
  });
});

test('a key that never expires has no expiry', () => {
  expect(keyInput({ ...emptyKeyDraft, expiry: 'never' }, 0)).not.toHaveProperty('expiresAt');
});
