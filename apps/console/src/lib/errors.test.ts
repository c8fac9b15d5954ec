import { expect, test } from 'vitest';
import { failureOf } from './errors.ts';

const graphql = (message: string, extensions: Record<string, unknown>) => ({
  message,
  graphQLErrors: [{ message, extensions }],
});

test('a denial names the missing permission and the request', () => {
  const extensions = { code: 'ACCESS_DENIED', permission: 'policy:update', requestId: 'r-1' };
  expect(failureOf(graphql('No.', extensions))).toMatchObject({
    kind: 'denied',
    permission: 'policy:update',
    requestId: 'r-1',
  });
});

test('refused input carries a sentence for each field', () => {
  const extensions = { code: 'INVALID_INPUT', fields: { slug: 'is taken' } };
  expect(failureOf(graphql('No.', extensions)).fields).toEqual({ slug: 'is taken' });
});

test('what a domain cannot find counts as absent', () => {
  expect(failureOf(graphql('No.', { code: 'PROJECT_NOT_FOUND' })).kind).toBe('absent');
});

test('an answer that never came is offline, and shows no technical text', () => {
  const failure = failureOf({
    message: '[Network] fetch failed ECONNREFUSED',
    networkError: new Error('fetch failed'),
    graphQLErrors: [],
  });
  expect(failure.kind).toBe('offline');
  expect(failure.message).not.toContain('ECONNREFUSED');
});
