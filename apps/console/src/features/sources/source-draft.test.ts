import { expect, test } from 'vitest';
import { addInput, checkInput, draftOf, emptySource, updateInput } from './source-draft.ts';

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

test('of a source that is kept, what was changed is sent, and nothing else', () => {
  const kept = { name: 'a/b', kind: 'GITEA', url: 'https://a.test/b', pollSeconds: 60 } as const;
  const saved = draftOf({ ...kept, apiUrl: 'https://a.test/api', userName: 'ci' });
  expect(updateInput(saved, saved, false)).toEqual({});
  const changed = { ...saved, apiUrl: ' ', secret: 's', poll: '900' };
  const sent = { apiUrl: null, secret: 's', pollSeconds: 900 };
  expect(updateInput(saved, changed, false)).toEqual(sent);
  expect(updateInput(saved, saved, true)).toEqual({ userName: '', secret: '' });
});
