import { expect, test } from 'vitest';
import { foldersDownTo } from './folder-entry.ts';

test('a folder is reached through every folder above it', () => {
  expect([...foldersDownTo('a/b/c')]).toEqual(['a', 'a/b', 'a/b/c']);
  expect([...foldersDownTo('')]).toEqual([]);
});
