import { describe, expect, it } from 'vitest';
import { parseFileName } from './file-names.ts';

describe('the name of a distribution', () => {
  it.each([
    ['acme_tool-1.0-py3-none-any.whl', 'acme-tool', '1.0', 'wheel'],
    ['Acme.Tool-1.0.0rc1-1abc-py2.py3-none-any.whl', 'acme-tool', '1.0.0rc1', 'wheel'],
    ['a-1!2.0+local.7-cp312-cp312-manylinux_2_17_x86_64.whl', 'a', '1!2.0+local.7', 'wheel'],
    ['acme_tool-1.0.tar.gz', 'acme-tool', '1.0', 'sdist'],
    ['acme-tool-1.0.post1.tar.gz', 'acme-tool', '1.0.post1', 'sdist'],
    ['acme_tool-v1.0.zip', 'acme-tool', '1.0', 'sdist'],
  ])('%s', (fileName, name, version, kind) => {
    expect(parseFileName(fileName)).toMatchObject({ name, version, kind });
  });

  it.each([
    '',
    'acme_tool-1.0.exe',
    'acme_tool-1.0.egg',
    'acme_tool.tar.gz',
    'acme_tool-1.0-alpha1.zip',
    'acme_tool-.tar.gz',
    '-1.0.tar.gz',
    'acme_tool-latest.tar.gz',
    'acme_tool-1.0-py3-none.whl',
    'acme_tool-1.0-build-py3-none-any.whl',
    'acme_tool-1.0--py3-none-any.whl',
    '../acme_tool-1.0.tar.gz',
    'a/acme_tool-1.0.tar.gz',
    'a\\acme_tool-1.0.tar.gz',
    'acme tool-1.0.tar.gz',
    'acme_tool-1.0.tar.gz\n',
    'acme_tool-1.0.tar.gz\0',
    'acmé-1.0.tar.gz',
    '.acme-1.0.tar.gz',
    `${'a'.repeat(300)}-1.0.tar.gz`,
    '__proto__-1.0.tar.gz',
  ])('refuses %j', (fileName) => {
    expect(() => parseFileName(fileName)).toThrow(
      expect.objectContaining({ code: 'PYPI_FILENAME_INVALID' }),
    );
  });
});
