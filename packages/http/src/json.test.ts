import { describe, expect, it } from 'vitest';
import { defaultJsonLimits, parseJson } from './json.ts';

const parse = (text: string, limits = defaultJsonLimits) => parseJson(Buffer.from(text), limits);
const invalid: unknown = expect.objectContaining({ code: 'JSON_INVALID', kind: 'invalid' });

describe('parseJson', () => {
  it('parses what JSON.parse parses', () => {
    const text = '{"a":[1,"two",{"b":null}],"q\\"{[,:":"\\u00e9\\\\","e":{}} ';
    expect(parse(text)).toEqual(JSON.parse(text));
    expect(parse('"1.2.3"')).toBe('1.2.3');
  });

  it('refuses what is not JSON, or not UTF-8', () => {
    for (const text of ['', '{', '{"a"', '{"a":}', '"\\', '[1,]', '{"a":1}x', '{\\:1}']) {
      expect(() => parse(text), text).toThrow(invalid);
    }
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(invalid);
  });

  it('D5.13 refuses a key that reaches the prototype, however it is escaped', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const text of [
      '{"__proto__":{"x":1}}',
      '{"a":[{"__proto__" : 1}]}',
      '{"\\u005f_proto__":1}',
      '{"\\u005F\\u005fproto\\u005f_":1}',
      '{"__pro\\u0074o__":{}}',
    ]) {
      expect(() => parse(text), text).toThrow(invalid);
    }
    expect(parse('["__proto__"]')).toEqual(['__proto__']);
    expect(parse('{"constructor":"1","prototype":1,"toString":2}')).toEqual(
      JSON.parse('{"constructor":"1","prototype":1,"toString":2}'),
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it('refuses nesting and numbers of members beyond the limits before it builds anything', () => {
    expect(() => parse('['.repeat(65) + ']'.repeat(65))).toThrow('too deeply');
    expect(parse('['.repeat(64) + ']'.repeat(64))).toBeInstanceOf(Array);
    expect(() => parse('['.repeat(8_000_000))).toThrow('too deeply');
    expect(() => parse(`[${'0,'.repeat(200_001)}0]`)).toThrow('too many members');
  });

  it('refuses a key that is named twice where parsers must agree', () => {
    const limits = { ...defaultJsonLimits, uniqueKeys: true };
    expect(() => parse('{"version":"1","version":"2"}', limits)).toThrow('"version" twice');
    expect(() => parse('{"a":{"b":1,"\\u0062":2}}', limits)).toThrow('"b" twice');
    expect(parse('[{"a":1},{"a":1},{"b":{"a":1},"a":2}]', limits)).toHaveLength(3);
    expect(parse('{"a":1,"a":2}')).toEqual({ a: 2 });
  });
});
