import { describe, expect, it } from 'vitest';
import { parseGoMod, syntheticGoMod } from './go-mod.ts';

const parse = (text: string) => parseGoMod(Buffer.from(text));

const whole = `// Deprecated: use example.com/other.
module "example.com/tool" // of ours

go 1.21
toolchain go1.22.0

require example.com/one v1.2.3
require (
	example.com/Two/v2 v2.0.0-20200109021931-0aa7c04131f5 // indirect
	"gopkg.in/yaml.v2" v2.4.0//close
)
require ()
replace example.com/one => ../one
exclude example.com/one v1.2.4
retract [v1.0.0, v1.0.5] // broken \\"
tool example.com/one/cmd/x
unknown { thing }
`;

describe('parseGoMod', () => {
  it('reads what a dependency’s go.mod says, and passes over the rest', () => {
    expect(parse(whole)).toEqual({
      modulePath: 'example.com/tool',
      goVersion: '1.21',
      requirements: [
        { path: 'example.com/one', version: 'v1.2.3' },
        { path: 'example.com/Two/v2', version: 'v2.0.0-20200109021931-0aa7c04131f5' },
        { path: 'gopkg.in/yaml.v2', version: 'v2.4.0' },
      ],
    });
  });

  it('reads Windows line ends, and a module in a block', () => {
    expect(parse('module (\r\n\tx.y/z\r\n)\r\n').modulePath).toBe('x.y/z');
    expect(parseGoMod(syntheticGoMod('x.y/z'))).toMatchObject({ modulePath: 'x.y/z' });
  });

  it.each([
    ['no module', 'go 1.21\n'],
    ['two modules', 'module x.y/z\nmodule x.y/w\n'],
    ['a module of two words', 'module x.y/z more\n'],
    ['an open block', 'module x.y/z\nrequire (\n'],
    ['a block without a name', '(\n x\n)\n'],
    ['a comment of C', 'module x.y/z\n/* require */\n'],
    ['an open string', 'module "x.y/z\n'],
    ['an escape in a path', String.raw`module "x.y/\x7a"`],
    ['a quote within a word', 'module x.y/"z"\n'],
    ['a raw string for a path', 'module `x.y/z`\n'],
    ['a requirement that is no version', 'module x.y/z\nrequire x.y/w latest\n'],
    ['a requirement that is no path', 'module x.y/z\nrequire ../w v1.0.0\n'],
    ['a control character', 'module x.y/z\u0007\n'],
    ['a byte order mark', '\uFEFFmodule x.y/z\n'],
  ])('refuses %s', (_, text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'GO_MOD_INVALID' }));
  });

  it('refuses bytes that are no UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('module x.y/z // '), Buffer.from([0xff])]);
    expect(() => parseGoMod(bytes)).toThrow(expect.objectContaining({ code: 'GO_MOD_INVALID' }));
  });

  it('D5.13 reads a megabyte of anything in no time', () => {
    const startedMs = performance.now();
    for (const text of ['('.repeat(1e6), '"\\'.repeat(5e5), '/'.repeat(1e6), ' \t'.repeat(5e5)]) {
      expect(() => parse(text)).toThrow(/go.mod/);
    }
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
