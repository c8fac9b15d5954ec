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
    ['NPM', '@a/b', 'npm install @a/b@1.0.0 --registry=https://bonded.test/npm/shop/main/'],
    ['RAW', '@a/b', 'curl -f -L -O https://bonded.test/raw/shop/main/@a/b'],
    [
      'MAVEN',
      'org.acme:tool',
      'mvn dependency:get -DremoteRepositories=bonded::default::https://bonded.test/maven/shop/main/ -Dartifact=org.acme:tool:1.0.0',
    ],
    ['OCI', 'team/app', 'docker pull bonded.test/shop/main/team/app:1.0.0'],
    [
      'NUGET',
      'Acme.Tool',
      'dotnet add package Acme.Tool --source https://bonded.test/nuget/shop/main/v3/index.json --version 1.0.0',
    ],
    ['PYPI', 'b', 'pip install b==1.0.0 --index-url https://bonded.test/pypi/shop/main/simple/'],
    [
      'GO',
      'acme.org/b',
      'GOPROXY=https://bonded.test/go/shop/main GONOSUMDB=acme.org/b go get acme.org/b@1.0.0',
    ],
    [
      'COMPOSER',
      'a/b',
      'composer config repositories.bonded composer https://bonded.test/composer/shop/main/ && composer require a/b:1.0.0',
    ],
    ['HELM', 'b', 'helm install b b --repo https://bonded.test/helm/shop/main/ --version 1.0.0'],
    [
      'CARGO',
      'b',
      `cargo add b@1.0.0 --registry bonded --config 'registries.bonded.index="sparse+https://bonded.test/cargo/shop/main/"'`,
    ],
  ] as const)('is what the usual client of %s takes', (format, name, expected) => {
    expect(command(format, name, '1.0.0')).toBe(expected);
  });

  it('names an image by its digest where that is the version', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    expect(command('OCI', 'app', digest)).toBe(`docker pull bonded.test/shop/main/app@${digest}`);
  });

  it('names no version when the newest is wanted', () => {
    expect(command('NPM', 'left-pad')).toMatch(/^npm install left-pad --registry=/);
  });

  it.each(Object.values(Format))('of %s is one word where a hostile name stands', (format) => {
    const hostile = '$(touch /tmp/x);`id`\'"&|\n>y';
    const line = command(format, hostile, '1.0.0');
    // What stands between two commands is ours.
    const outsideQuotes = line
      .replace(' && composer', ' composer')
      .replaceAll(String.raw`'\''`, '')
      .replaceAll(/'[^']*'/gs, '');
    expect(outsideQuotes).not.toMatch(/[$`;&|<>()\n"]/);
  });
});
