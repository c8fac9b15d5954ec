import { describe, expect, it } from 'vitest';
import { contentTypeOf } from './content-type.ts';

describe('contentTypeOf', () => {
  it('believes a sender that says something', () => {
    expect(contentTypeOf('a.bin', 'text/plain; charset=utf-8')).toBe('text/plain; charset=utf-8');
    expect(contentTypeOf('a.txt', 'application/vnd.x+json')).toBe('application/vnd.x+json');
  });

  it('guesses from the name where the sender says nothing of use', () => {
    for (const stated of [null, 'application/octet-stream', 'application/x-www-form-urlencoded']) {
      expect(contentTypeOf('docs/page.HTML', stated)).toBe('text/html');
      expect(contentTypeOf('app.jar', stated)).toBe('application/java-archive');
      expect(contentTypeOf('a/b.tar.gz', stated)).toBe('application/gzip');
    }
  });

  it('calls the rest bytes', () => {
    for (const path of ['', 'README', 'a.unheard-of', 'a.', '.', 'dir.html/file']) {
      expect(contentTypeOf(path, null), path).toBe('application/octet-stream');
    }
  });

  it('D5.13 D5.14 never passes on what a header or an object could be tricked with', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(contentTypeOf(`a.${name}`, null)).toBe('application/octet-stream');
    }
    for (const stated of [
      'text/html\r\nX-Injected: 1',
      'text/html; charset="utf-8\r\n"',
      'text/html; boundary=x',
      'text',
      'a/b/c',
      `text/${'x'.repeat(200)}`,
      'tëxt/html',
    ]) {
      expect(contentTypeOf('a.bin', stated), stated).toBe('application/octet-stream');
    }
  });
});
