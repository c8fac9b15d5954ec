import { describe, expect, it } from 'vitest';
import { parseSearch } from './parse-search.ts';

const hex = 'ab'.repeat(32);

/** Each search, and the conditions that it asks for. */
const valid: readonly (readonly [string, readonly object[]])[] = [
  ['', []],
  [' \t\n ', []],
  ['react', [{ kind: 'word', text: 'react' }]],
  [
    'react dom',
    [
      { kind: 'word', text: 'react' },
      { kind: 'word', text: 'dom' },
    ],
  ],
  ['"react dom"', [{ kind: 'word', text: 'react dom' }]],
  ['"is:held"', [{ kind: 'word', text: 'is:held' }]],
  ['"junit:junit"', [{ kind: 'word', text: 'junit:junit' }]],
  ['org.apache:commons', [{ kind: 'word', text: 'org.apache:commons' }]],
  ['@scope/name', [{ kind: 'word', text: '@scope/name' }]],
  ['@a/b@1.0', [{ kind: 'coordinate', name: '@a/b', version: '1.0' }]],
  ['name:React', [{ kind: 'name', name: 'React' }]],
  ['repo:Shop/npm', [{ kind: 'repository', project: 'shop', repository: 'npm' }]],
  ['project:shop', [{ kind: 'project', project: 'shop' }]],
  ['format:npm', [{ kind: 'format', format: 'NPM' }]],
  ['FORMAT:PyPI', [{ kind: 'format', format: 'PYPI' }]],
  ['is:held', [{ kind: 'is', trait: 'held' }]],
  ['severity:High', [{ kind: 'severity', severity: 'high' }]],
  ['version:1.2.3', [{ kind: 'version', version: { text: '1.2.3', isPrefix: false } }]],
  ['version:1.2.*', [{ kind: 'version', version: { text: '1.2.', isPrefix: true } }]],
  ['licence:MIT', [{ kind: 'licence', licence: { text: 'MIT', isPrefix: false } }]],
  ['license:GPL-*', [{ kind: 'licence', licence: { text: 'GPL-', isPrefix: true } }]],
  [
    'licence:"MIT OR Apache-2.0"',
    [{ kind: 'licence', licence: { text: 'MIT OR Apache-2.0', isPrefix: false } }],
  ],
  ['cve:cve-2021-44228', [{ kind: 'advisory', id: 'CVE-2021-44228' }]],
  ['cve:2021-44228', [{ kind: 'advisory', id: 'CVE-2021-44228' }]],
  ['CVE-2021-44228', [{ kind: 'advisory', id: 'CVE-2021-44228' }]],
  ['ghsa-JFH8-c2jp-5v3q', [{ kind: 'advisory', id: 'GHSA-jfh8-c2jp-5v3q' }]],
  ['advisory:PYSEC-2021-1', [{ kind: 'advisory', id: 'PYSEC-2021-1' }]],
  [`digest:sha256:${hex}`, [{ kind: 'digest', digest: hex }]],
  [`sha256:${hex.toUpperCase()}`, [{ kind: 'digest', digest: hex }]],
  [hex, [{ kind: 'digest', digest: hex }]],
  ['pkg:npm/%40a/b@1', [{ kind: 'purl', purl: 'pkg:npm/%40a/b@1' }]],
  ['purl:pkg:npm/left-pad', [{ kind: 'purl', purl: 'pkg:npm/left-pad' }]],
];

/** Each search that is none, and a part of what it is answered. */
const invalid: readonly (readonly [string, RegExp])[] = [
  ['is:good', /"is:" takes held, released, .*, not "good"/],
  ['severity:none', /"severity:" takes critical, high, medium, low, not "none"/],
  ['format:rpm', /"format:" takes npm, raw/],
  ['fromat:npm', /There is no "fromat:".*repo:, .*format:.*quotes/],
  ['is:', /"is:" is followed by nothing/],
  ['repo:shop', /takes project\/repository/],
  ['repo:a/b/c', /takes project\/repository/],
  ['digest:abc', /64 hexadecimal/],
  ['purl:left-pad', /pkg:npm\/left-pad/],
  ['"no end', /has no end/],
  ['name:"no end', /has no end/],
  ['""', /empty/],
  ['-', /empty/],
  ['constructor:x', /There is no "constructor:"/],
  ['a '.repeat(17), /at most 16 terms/],
  ['a'.repeat(501), /At most 500/],
  ['a\0b', /NUL/],
];

describe('a search', () => {
  it.each(valid)('reads %j', (text, expected) => {
    expect(parseSearch(text).map(({ condition }) => condition)).toEqual(expected);
  });

  it.each(invalid)('says what is allowed in place of %j', (text, message) => {
    expect(() => parseSearch(text)).toThrow(message);
  });

  it('is turned round by a minus before a term, and only there', () => {
    const terms = parseSearch('-is:held left-pad -"a b" -CVE-2030-0001');
    expect(terms.map(({ isNegated }) => isNegated)).toEqual([true, false, true, true]);
    expect(terms[1]?.condition).toEqual({ kind: 'word', text: 'left-pad' });
    expect(terms[3]?.condition).toEqual({ kind: 'advisory', id: 'CVE-2030-0001' });
  });
});
