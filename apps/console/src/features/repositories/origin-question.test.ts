import { expect, test } from 'vitest';
import { emptyQuestion, originVariables } from './origin-question.ts';

const typed = { ...emptyQuestion, name: ' left-pad ', user: ' bob ' };

test('a question is for whom it says, whatever was typed before', () => {
  expect(originVariables(typed)).toEqual({ name: 'left-pad' });
  const anonymous = originVariables({ ...typed, as: 'anonymous' });
  expect(anonymous).toEqual({ name: 'left-pad', asAnonymous: true });
  const user = originVariables({ ...typed, as: 'user' });
  expect(user).toEqual({ name: 'left-pad', asUser: 'bob' });
});
