import { describe, expect, test } from 'vitest';
import { houseOf } from './house.ts';
import { rules } from './rules.ts';

interface Case {
  readonly rule: string;
  readonly breaks: Readonly<Record<string, string>>;
  /** Where the rule points; left out when it points at every file of `breaks`. */
  readonly blames?: readonly string[];
  readonly obeys: Readonly<Record<string, string>>;
}

// Words that the rules ban are put together here, so that this file obeys them.
const registry = ['registry', 'npmjs', 'org'].join('.');
const marker = ['TO', 'DO'].join('');
const someonesHome = ['', 'home', 'alice', 'bonded'].join('/');
const source = 'packages/core/src/projects/rename-project.ts';

const cases: readonly Case[] = [
  {
    rule: 'banned-names',
    breaks: {
      'packages/core/src/string-utils.ts': '',
      [source]: 'class ProjectManager {}; type ArtifactInfo = 1;',
    },
    obeys: { 'packages/core/src/data-directory.ts': 'interface ServiceActor {}' },
  },
  {
    rule: 'barrels',
    breaks: { 'apps/console/src/features/projects/index.ts': '' },
    obeys: {
      'packages/core/src/projects/index.ts': '',
      'packages/cache/src/redis/index.ts': '',
      'packages/cache/package.json': '{"exports":{"./redis":"./src/redis/index.ts"}}',
    },
  },
  {
    rule: 'cast-reasons',
    breaks: { [source]: 'const a = b as Project; const c = d!;' },
    obeys: {
      [source]:
        '// The column allows nothing else.\nconst a = b as Project; const c = [] as const;',
    },
  },
  {
    rule: 'cipher-tags',
    breaks: { [source]: "createDecipheriv('aes-256-gcm', key, nonce);" },
    obeys: { [source]: "createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });" },
  },
  {
    rule: 'e2e-home',
    breaks: { 'apps/console/src/sign-in.ts': "import { expect } from '@playwright/test';" },
    obeys: { 'e2e/console/sign-in.spec.ts': "import { expect } from '@playwright/test';" },
  },
  {
    rule: 'error-code-meanings',
    breaks: { [source]: "const a = defineError('invalid', 'SLUG_INVALID');" },
    obeys: {
      [source]: "/** A slug of other signs. */\nconst a = defineError('invalid', 'SLUG_INVALID');",
    },
  },
  {
    rule: 'exact-pins',
    breaks: { 'apps/cli/package.json': '{"dependencies":{"undici":"^8.0.0"}}' },
    obeys: { 'apps/cli/package.json': '{"dependencies":{"undici":"8.0.0","a":"workspace:*"}}' },
  },
  {
    rule: 'foreign-names',
    breaks: { 'docs/npm.md': `https://${registry}/`, 'docs/start.md': `cd ${someonesHome}` },
    obeys: { 'docs/npm.md': 'https://registry.example/ and the ecosystem crates.io' },
  },
  {
    rule: 'line-length',
    breaks: { [source]: `// ${'word '.repeat(25)}` },
    obeys: {
      [source]: `// https://example.com/${'a'.repeat(100)}`,
      'apps/console/src/lib/messages/general.ts': `  'denied.hint': '${'word '.repeat(25)}',`,
    },
  },
  {
    rule: 'markers',
    breaks: { [source]: `// ${marker}: later` },
    obeys: { [source]: `// ${marker}(#12): when the port can list` },
  },
  {
    rule: 'neglect-reasons',
    breaks: { [source]: 'void refresh();' },
    obeys: {
      [source]: "void bestEffort('a late refresh is no loss', refresh);",
      'apps/console/src/ui/CopyButton.tsx': '<a onClick={() => void copy()} />',
    },
  },
  {
    rule: 'one-title',
    breaks: { 'docs/a.md': '# One\n\n# Two\n', 'docs/b.md': 'no title\n' },
    obeys: { 'docs/a.md': '# One\n\n```sh\n# not a title\n```\n' },
  },
  {
    rule: 'package-readmes',
    breaks: {
      'apps/cli/package.json': '{}',
      'packages/core/package.json': '{}',
      'packages/core/README.md': 'line\n'.repeat(41),
    },
    blames: ['apps/cli/README.md', 'packages/core/README.md'],
    obeys: { 'apps/cli/package.json': '{}', 'apps/cli/README.md': '# CLI\n' },
  },
  {
    rule: 'regex-safety',
    breaks: { [source]: String.raw`const a = /^(\w+\s?)+$/; const b = new RegExp(input);` },
    obeys: { [source]: String.raw`const a = /^[a-z][a-z0-9-]{0,63}$/;` },
  },
  {
    rule: 'schema-imports',
    breaks: {
      'apps/gateway/src/graphql/schema.ts': '',
      'apps/gateway/src/graphql/projects/project.ts': "import { builder } from '../builder.ts';",
    },
    blames: ['apps/gateway/src/graphql/projects/project.ts'],
    obeys: {
      'apps/gateway/src/graphql/schema.ts': "import './projects/project.ts';",
      'apps/gateway/src/graphql/projects/project.ts': "import { builder } from '../builder.ts';",
    },
  },
  {
    rule: 'suppression-reasons',
    breaks: { [source]: '// oxlint-disable-next-line no-console\nconsole.log(1);' },
    obeys: {
      [source]: '// oxlint-disable-next-line no-console -- the terminal is the interface\nlog();',
    },
  },
  {
    rule: 'unique-error-codes',
    breaks: {
      [source]: "const a = defineError('invalid', 'SLUG_INVALID');",
      'packages/core/src/a.ts': "throw new AppError({ code: 'SLUG_INVALID', kind: 'invalid' });",
    },
    blames: [source],
    obeys: {
      [source]: "const a = defineError('invalid', 'SLUG_INVALID');",
      'packages/core/src/a.test.ts': "const a = defineError('invalid', 'SLUG_INVALID');",
    },
  },
];

test('every rule has a house that breaks it and one that obeys it', () => {
  expect(cases.map(({ rule }) => rule)).toEqual(rules.map(({ name }) => name));
});

describe.each(cases)('$rule', ({ rule: name, breaks, blames = Object.keys(breaks), obeys }) => {
  const check = async (files: Readonly<Record<string, string>>) => {
    const violations = await rules.find((rule) => rule.name === name)?.check(houseOf(files));
    return [...new Set(violations?.map(({ path }) => path))].toSorted();
  };

  test('is seen broken', async () => {
    expect(await check(breaks)).toEqual(blames.toSorted());
  });

  test('is seen obeyed', async () => {
    expect(await check(obeys)).toEqual([]);
  });
});
