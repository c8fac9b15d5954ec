import { expect, test } from 'vitest';
import { addInput, checkInput, emptySource } from './source-draft.ts';

const at = { project: 'shop', repository: 'php' };

test('what was left empty is not sent', () => {
  const draft = { ...emptySource, name: ' acme/tool ', url: ' https://github.com/acme/tool ' };
  expect(addInput(at, draft)).toEqual({
    ...at,
    kind: 'GITHUB',
    name: 'acme/tool',
    url: 'https://github.com/acme/tool',
    pollSeconds: 900,
  });
});

test('plain git has no API to be asked at, whatever was typed for another kind', () => {
  const draft = { ...emptySource, url: 'https://a.test/b', apiUrl: 'https://a.test/api' };
  expect(checkInput(at, draft)).toHaveProperty('apiUrl', 'https://a.test/api');
  expect(checkInput(at, { ...draft, kind: 'GIT' })).not.toHaveProperty('apiUrl');
});
