import { Format } from '@bonded/database';
import { describe, expect, it } from 'vitest';
import { installCommandOf } from './install-command.ts';

const addresses = { publicUrl: 'https://bonded.test' };
const repositoryOf = (format: Format) => ({ format, slug: 'main', project: { slug: 'shop' } });

function command(format: Format, name: string, version?: string): string {
  const repository = repositoryOf(format);
  return installCommandOf(addresses, {
    repository,
    name,
    ...(version === undefined ? {} : { version }),
  });
}

describe('an install command', () => {
  it.each([
    ['NPM', 'npm install @a/b@1.0.0 --registry=https://bonded.test/npm/shop/main/'],
    ['RAW', 'curl -f -L -O https://bonded.test/raw/shop/main/@a/b'],
    ['OCI', 'docker pull bonded.test/shop/main/@a/b:1.0.0'],
    ['PYPI', 'pip install @a/b==1.0.0 --index-url https://bonded.test/pypi/shop/main/simple/'],
    ['GO', 'GOPROXY=https://bonded.test/go/shop/main go get @a/b@1.0.0'],
  ] as const)('is what the usual client of %s takes', (format, expected) => {
    expect(command(format, '@a/b', '1.0.0')).toBe(expected);
  });

  it('names no version when the newest is wanted', () => {
    expect(command('NPM', 'left-pad')).toMatch(/^npm install left-pad --registry=/);
  });

  it.each(Object.values(Format))('of %s is one word where a hostile name stands', (format) => {
    const hostile = '$(touch /tmp/x);`id`\'"&|\n>y';
    const line = command(format, hostile, '1.0.0');
    const outsideQuotes = line.replaceAll(String.raw`'\''`, '').replaceAll(/'[^']*'/gs, '');
    expect(outsideQuotes).not.toMatch(/[$`;&|<>()\n"]/);
  });
});
