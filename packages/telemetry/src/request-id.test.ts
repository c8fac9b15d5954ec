import { isId } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { requestIdOf } from './request-id.ts';

describe('a request id', () => {
  it.each(['0198b6f1-7c7e-7000-8000-000000000001', 'build_42.step-7', 'a'.repeat(64)])(
    'is the caller’s own when it is %j',
    (header) => {
      expect(requestIdOf(header)).toBe(header);
    },
  );

  it.each([
    undefined,
    '',
    'short',
    'a'.repeat(65),
    'has blanks in it',
    'line\r\nbreak-here',
    'trailing-break\n',
    '<script>alert(1)</script>',
    '../../../etc/passwd',
    'ünïcode-letters',
    ['two-headers-a', 'two-headers-b'],
  ])('D2.8 is a new one when the header is %j', (header) => {
    const id = requestIdOf(header);
    expect(isId(id)).toBe(true);
    expect(requestIdOf(header)).not.toBe(id);
  });
});
