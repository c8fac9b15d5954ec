import { expect, it } from 'vitest';
import { dispositionName, safeFileName } from './file-name.ts';

it('never leaves the folder that a file is put in', () => {
  for (const text of ['../../etc/passwd', '/etc/passwd', String.raw`..\..\passwd`]) {
    expect(safeFileName(text)).toBe('passwd');
  }
  for (const text of ['', '.', '..', 'a/..', '/']) expect(safeFileName(text)).toBe('download');
  expect(safeFileName('a\u0000b\u202ec.txt')).toBe('a_b_c.txt');
});

it('reads both names of a Content-Disposition, the extended one first', () => {
  const both = `attachment; filename="plain.txt"; filename*=UTF-8''gr%C3%B6%C3%9Fe.txt`;
  expect(dispositionName(both)).toBe('größe.txt');
  expect(dispositionName(String.raw`attachment; filename="a \"b\".txt"`)).toBe('a _b_.txt');
  expect(dispositionName(`attachment; filename="a.txt"; filename*=UTF-8''%zz`)).toBe('a.txt');
  expect(dispositionName(null)).toBe('download');
});
