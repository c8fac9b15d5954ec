import { describe, expect, test } from 'vitest';
import { gatherErrorCodes } from './error-codes.ts';
import { findDrift } from './generated-pages.ts';
import { houseOf } from './house.ts';
import {
  mergeSettings,
  renderConfiguration,
  renderEnvExample,
  renderErrorCodes,
  renderReadAddresses,
} from './pages.ts';
import type { Setting } from './settings.ts';

const port: Setting = { name: 'PORT', default: '4000', description: 'Where it listens.' };
const key: Setting = { name: 'KEY', default: null, description: 'Signs.', secret: true };

describe('error codes', () => {
  const house = houseOf({
    'packages/core/src/projects/errors.ts': [
      '/** Two projects cannot have one slug. */',
      "export const projectExists = defineError('conflict', 'PROJECT_ALREADY_EXISTS');",
    ].join('\n'),
    'apps/gateway/src/graphql/errors.ts': "fail({ extensions: { code: 'INTERNAL_ERROR' } });",
    'packages/formats/src/oci/errors.ts': "answer({ code: 'MANIFEST_UNKNOWN' });",
  });

  test('are gathered from definitions and GraphQL answers, not from native envelopes', () => {
    const codes = gatherErrorCodes(house).map(({ code }) => code);
    expect(codes).toEqual(['INTERNAL_ERROR', 'PROJECT_ALREADY_EXISTS']);
  });

  test('are listed with the status and the sentence above their definition', () => {
    expect(renderErrorCodes(gatherErrorCodes(house))).toContain(
      '| `PROJECT_ALREADY_EXISTS` | conflict | 409 | Two projects cannot have one slug. |',
    );
  });
});

describe('settings', () => {
  test('that two apps read make one row', () => {
    const tables = ['gateway', 'blob'].map((app) => ({ app, settings: [port] }));
    expect(mergeSettings(tables)).toEqual([{ ...port, apps: ['gateway', 'blob'] }]);
  });

  test('cannot mean two things', () => {
    const other = { ...port, description: 'Something else.' };
    const tables = [
      { app: 'gateway', settings: [port] },
      { app: 'blob', settings: [other] },
    ];
    expect(() => mergeSettings(tables)).toThrow('PORT means one thing to gateway, another to blob');
  });

  test('appear with default and purpose, secrets without a value', () => {
    const tables = [{ app: 'gateway', settings: [port, key] }];
    expect(renderConfiguration(tables)).toContain(
      '| `PORT` | `4000` | gateway | Where it listens. |',
    );
    expect(renderConfiguration(tables)).toContain('| `KEY` | unset, secret | gateway | Signs. |');
    expect(renderEnvExample(tables)).toContain('# Signs.\n# KEY=\n');
  });

  test('show a default in the example file only where it can be copied', () => {
    const url = { name: 'URL', default: 'from the port', description: 'Its address.' };
    const example = renderEnvExample([{ app: 'gateway', settings: [port, url] }]);
    expect(example).toContain('# PORT=4000\n');
    expect(example).toContain('# URL=\n');
  });
});

test('the addresses that are read stand in their order, below any repository of the format', () => {
  const pypi = { id: 'PYPI', mount: 'pypi', reads: ['simple', 'simple/:project'] };
  expect(renderReadAddresses([pypi])).toContain(
    [
      '| PYPI | `/pypi/{project}/{repository}/simple` |',
      '| PYPI | `/pypi/{project}/{repository}/simple/:project` |',
    ].join('\n'),
  );
});

test('a page that differs from its sources is named', () => {
  const house = houseOf({ 'docs/a.md': 'old', 'docs/b.md': 'same' });
  const pages = [
    { path: 'docs/a.md', text: 'fresh' },
    { path: 'docs/b.md', text: 'same' },
    { path: 'docs/c.md', text: 'absent' },
  ];
  expect(findDrift(house, pages).map(({ path }) => path)).toEqual(['docs/a.md', 'docs/c.md']);
});
