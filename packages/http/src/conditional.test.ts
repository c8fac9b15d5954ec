import { fastestMs } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { evaluateConditions, ifRangeMatches } from './conditional.ts';

const lastModified = new Date('2026-03-01T12:00:00.700Z');
const validators = { etag: '"abc"', lastModified };
const same = 'Sun, 01 Mar 2026 12:00:00 GMT';
const before = 'Sun, 01 Mar 2026 11:59:59 GMT';

describe('evaluateConditions', () => {
  const get = (headers: Record<string, string>) => evaluateConditions('GET', headers, validators);

  it('says not-modified for the tag a client has, weak or strong, alone or in a list', () => {
    expect(get({ 'if-none-match': '"abc"' })).toBe('not-modified');
    expect(get({ 'if-none-match': 'W/"abc"' })).toBe('not-modified');
    expect(get({ 'if-none-match': '"x", "abc"' })).toBe('not-modified');
    expect(get({ 'if-none-match': '*' })).toBe('not-modified');
    expect(get({ 'if-none-match': '"abcd"' })).toBe('proceed');
    expect(get({ 'if-none-match': 'abc' })).toBe('proceed');
  });

  it('lets If-None-Match overrule If-Modified-Since', () => {
    expect(get({ 'if-none-match': '"x"', 'if-modified-since': same })).toBe('proceed');
  });

  it('compares dates by the second, which is all that HTTP knows', () => {
    expect(get({ 'if-modified-since': same })).toBe('not-modified');
    expect(get({ 'if-modified-since': before })).toBe('proceed');
    expect(get({ 'if-modified-since': 'yesterday' })).toBe('proceed');
    expect(get({ 'if-unmodified-since': same })).toBe('proceed');
    expect(get({ 'if-unmodified-since': before })).toBe('precondition-failed');
  });

  it('needs a strong match for If-Match and lets it overrule If-Unmodified-Since', () => {
    expect(get({ 'if-match': '"abc"' })).toBe('proceed');
    expect(get({ 'if-match': 'W/"abc"' })).toBe('precondition-failed');
    expect(get({ 'if-match': '*', 'if-unmodified-since': before })).toBe('proceed');
  });

  it('turns a match into a failed precondition for a method that writes', () => {
    expect(evaluateConditions('PUT', { 'if-none-match': '*' }, validators)).toBe(
      'precondition-failed',
    );
    expect(evaluateConditions('PUT', { 'if-modified-since': same }, validators)).toBe('proceed');
  });

  it('D5.13 judges a 100 KB header of quotes in less than 20 ms', () => {
    for (const unit of ['"', 'W/', 'W/"', '"a', ' ', ',']) {
      const header = unit.repeat(100_000 / unit.length);
      expect(fastestMs(() => get({ 'if-none-match': header }))).toBeLessThan(20);
    }
  });
});

describe('ifRangeMatches', () => {
  it('takes the exact strong tag or the exact date and nothing else', () => {
    expect(ifRangeMatches('"abc"', validators)).toBe(true);
    expect(ifRangeMatches('W/"abc"', validators)).toBe(false);
    expect(ifRangeMatches(same, validators)).toBe(true);
    expect(ifRangeMatches(before, validators)).toBe(false);
    expect(ifRangeMatches('garbage', validators)).toBe(false);
  });
});
