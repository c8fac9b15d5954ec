import { describe, expect, it } from 'vitest';
import { attachmentDisposition } from './content-disposition.ts';

describe('attachmentDisposition', () => {
  it('offers a plain name plainly and any other in UTF-8 as well', () => {
    expect(attachmentDisposition('lib-1.0.0.tgz')).toBe('attachment; filename="lib-1.0.0.tgz"');
    expect(attachmentDisposition('Größe (1).txt')).toBe(
      `attachment; filename="Gr__e (1).txt"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%281%29.txt`,
    );
    expect(attachmentDisposition('')).toBe('attachment');
  });

  const hostileNames = [
    'a"b',
    'a\\"b',
    'a\r\nX-Injected: 1',
    'a\nb',
    'a\rb',
    'a\u0000b',
    'a;filename="evil.exe"',
    '"; filename*=UTF-8\'\'evil.exe; x="',
    '../../etc/passwd',
    '..\\..\\boot.ini',
    '/etc/passwd',
    'C:\\x.exe',
    '\u202egpj.exe',
    'a\u2028b',
    'a\u2029b',
    'a\u0085b',
    'a\u007fb',
    'a\tb',
    '\ud800',
    'a%0d%0aX-Injected:1',
    "a'b''c",
    '=?utf-8?B?eA==?=',
    '日本語.txt',
    '🦀.crate',
    'x'.repeat(5000),
    'é'.repeat(5000),
    ' ',
    '.',
    'a,b',
    '\ufeffa',
  ];

  it('D5.14 gives one well-formed header value for 30 hostile names', () => {
    expect(hostileNames).toHaveLength(30);
    for (const name of hostileNames) {
      const value = attachmentDisposition(name);
      expect(value, JSON.stringify(name)).toMatch(
        /^attachment(?:; filename="[ !#$&-[\]-~]*"(?:; filename\*=UTF-8''[A-Za-z0-9%.!~_-]+)?)?$/,
      );
      expect(() => new Headers({ 'content-disposition': value })).not.toThrow();
    }
  });

  it('offers no directory and no hidden direction of reading', () => {
    expect(attachmentDisposition('../../etc/passwd')).toBe('attachment; filename="passwd"');
    expect(attachmentDisposition('..\\..\\boot.ini')).toBe('attachment; filename="boot.ini"');
    expect(attachmentDisposition('\u202egpj.exe')).toBe('attachment; filename="gpj.exe"');
  });
});
