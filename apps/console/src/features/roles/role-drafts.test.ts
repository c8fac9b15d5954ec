import { expect, test } from 'vitest';
import { changeOf, toggled } from './role-drafts.ts';

test('what saving would change is known before it is saved', () => {
  const draft = toggled(toggled(['project:read', 'artifact:read'], 'artifact:read'), 'audit:read');
  expect(changeOf(['project:read', 'artifact:read'], draft)).toEqual({
    added: ['audit:read'],
    removed: ['artifact:read'],
  });
});

test('ticking twice changes nothing', () => {
  const draft = toggled(toggled(['project:read'], 'audit:read'), 'audit:read');
  expect(changeOf(['project:read'], draft)).toEqual({ added: [], removed: [] });
});
