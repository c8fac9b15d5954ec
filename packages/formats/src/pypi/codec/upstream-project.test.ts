import type { UpstreamDocument } from '@bonded/core/repositories';
import { describe, expect, it } from 'vitest';
import { readFile, readRelease } from '../stored-metadata.ts';
import { readUpstreamProject } from './upstream-project.ts';

const json = 'application/vnd.pypi.simple.v1+json';
const base = 'https://pypi.example/simple/six/';

function documentOf(text: string, contentType = json, url = base): UpstreamDocument {
  return { bytes: Buffer.from(text), contentType, url: new URL(url) };
}

const sha = (digit: string) => digit.repeat(64);

/** As the public index tells of a small project. */
const wheel = {
  'core-metadata': { sha256: sha('c') },
  'data-dist-info-metadata': { sha256: sha('c') },
  filename: 'six-1.17.0-py2.py3-none-any.whl',
  hashes: { sha256: sha('A') },
  provenance: null,
  'requires-python': '!=3.0.*,>=2.7',
  size: 11050,
  'upload-time': '2024-12-04T17:35:26.475808Z',
  url: 'https://files.example/packages/b7/ce/149a00/six-1.17.0-py2.py3-none-any.whl',
  yanked: false,
};
const sdist = {
  'core-metadata': false,
  filename: 'six-1.17.0.tar.gz',
  hashes: { sha256: sha('b'), blake2b_256: 'ff' },
  'requires-python': null,
  size: 34031,
  'upload-time': '2024-12-04T17:35:28.174000Z',
  url: '../../packages/94/e7/six-1.17.0.tar.gz#egg=six',
  yanked: false,
};

function indexOf(...files: readonly object[]): UpstreamDocument {
  return documentOf(
    JSON.stringify({
      meta: { _last_serial: 26388213, 'api-version': '1.4' },
      name: 'six',
      'project-status': { status: 'active' },
      versions: ['1.17.0'],
      files,
    }),
  );
}

function pathsOf(document: UpstreamDocument): readonly string[] {
  const { versions } = readUpstreamProject(document, 'six');
  return versions.flatMap(({ files }) => files.map(({ path }) => path));
}

describe('the provenance of a file', () => {
  const stated = 'https://pypi.example/integrity/six/1.17.0/six.whl/provenance';
  const statement = { address: stated, accept: 'application/vnd.pypi.integrity.v1+json' };

  it('is told where upstream names it, in JSON and in HTML', () => {
    const html = `<a href="six-1.17.0.tar.gz" data-provenance="/integrity/six/1.17.0/six.whl/provenance">x</a>`;
    for (const document of [
      indexOf({ ...wheel, provenance: stated }),
      documentOf(html, 'text/html'),
    ]) {
      const [version] = readUpstreamProject(document, 'six').versions;
      expect(version?.files[0]?.statement).toEqual(statement);
      expect(readFile(version?.files[0]?.metadata)?.hasProvenance).toBe(true);
    }
  });

  it('is not told where upstream names none', () => {
    for (const provenance of [null, undefined, '', 7, 'data:,x']) {
      const [version] = readUpstreamProject(indexOf({ ...wheel, provenance }), 'six').versions;
      expect(version?.files[0]).not.toHaveProperty('statement');
      expect(readFile(version?.files[0]?.metadata)).not.toHaveProperty('hasProvenance');
    }
  });
});

describe('a project as its upstream tells it in JSON', () => {
  it('has its files at our paths, with upstream addresses, digests, sizes and dates', () => {
    const { name, versions } = readUpstreamProject(indexOf(wheel, sdist), 'six');
    expect(name).toBe('six');
    expect(versions).toHaveLength(1);
    const [release] = versions;
    expect(release?.version).toBe('1.17.0');
    expect(release?.publishedAt).toEqual(new Date(sdist['upload-time']));
    expect(release).not.toHaveProperty('yankedReason');
    expect(release?.files).toMatchObject([
      {
        path: 'packages/six/1.17.0/six-1.17.0-py2.py3-none-any.whl',
        address: wheel.url,
        digests: { sha256: sha('a') },
        sizeBytes: 11050,
      },
      {
        path: 'packages/six/1.17.0/six-1.17.0.tar.gz',
        address: 'https://pypi.example/packages/94/e7/six-1.17.0.tar.gz',
        digests: { sha256: sha('b') },
      },
    ]);
  });

  it('is read back by the same readers as what came from an archive', () => {
    const [release] = readUpstreamProject(indexOf(wheel, sdist), 'six').versions;
    expect(release?.files.map(({ metadata }) => readFile(metadata))).toEqual([
      {
        packageType: 'bdist_wheel',
        pythonVersion: 'py2.py3',
        requiresPython: '!=3.0.*,>=2.7',
        metadataSha256: sha('c'),
      },
      {
        packageType: 'sdist',
        pythonVersion: 'source',
        requiresPython: null,
        metadataSha256: null,
      },
    ]);
    // An empty list would say that it needs nothing.
    expect(readRelease(release?.metadata)).toMatchObject({
      name: 'six',
      version: '1.17.0',
      requires_python: '!=3.0.*,>=2.7',
      requires_dist: null,
    });
  });

  it('is taken back where all its files are, for their reason or for none', () => {
    const yank = (yanked: unknown) =>
      readUpstreamProject(indexOf({ ...wheel, yanked }, { ...sdist, yanked }), 'six').versions[0];
    expect(yank('Broken on 3.12')?.yankedReason).toBe('Broken on 3.12');
    expect(yank(true)?.yankedReason).toBe('');
    expect(yank('')?.yankedReason).toBe('');
    const half = readUpstreamProject(indexOf({ ...wheel, yanked: true }, sdist), 'six');
    expect(half.versions[0]).not.toHaveProperty('yankedReason');
  });

  it.each([
    ['an egg', { filename: 'six-1.17.0-py2.7.egg' }],
    ['another project', { filename: 'seven-1.17.0.tar.gz' }],
    ['a path for a name', { filename: '../six-1.17.0.tar.gz' }],
    ['no address', { url: undefined }],
    ['an address that is none of the web', { url: 'file:///etc/passwd' }],
    ['no hashes', { hashes: null }],
  ])('leaves out %s, and keeps the rest', (_, change) => {
    expect(pathsOf(indexOf({ ...sdist, ...change }, wheel))).toEqual([
      'packages/six/1.17.0/six-1.17.0-py2.py3-none-any.whl',
    ]);
  });

  it('takes a digest that is none for no digest', () => {
    const odd = { ...sdist, hashes: { sha256: 'abc', md5: 'd'.repeat(32), __proto__: 'x' } };
    const [release] = readUpstreamProject(indexOf(odd), 'six').versions;
    expect(release?.files[0]?.digests).toEqual({ md5: 'd'.repeat(32) });
  });

  it.each([
    ['no JSON', '<html>'],
    ['another project', JSON.stringify({ meta: { 'api-version': '1.0' }, name: 'x', files: [] })],
    [
      'another protocol',
      JSON.stringify({ meta: { 'api-version': '2.0' }, name: 'six', files: [] }),
    ],
    ['no files', JSON.stringify({ meta: { 'api-version': '1.0' }, name: 'six' })],
  ])('is refused where the document is of %s', (_, text) => {
    expect(() => readUpstreamProject(documentOf(text), 'six')).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }),
    );
  });
});

describe('a project as its upstream tells it in HTML', () => {
  const page = (body: string, head = '') =>
    documentOf(`<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`, 'text/html');

  it('has what the links and their attributes say', () => {
    const href = `../../packages/six-1.17.0-py2.py3-none-any.whl#sha256=${sha('a')}`;
    const link = `<A HREF="${href}" data-requires-python="&gt;=2.7" data-yanked="why &amp; how"
      data-dist-info-metadata="sha256=${sha('c')}">any text</A><br/>`;
    const [release] = readUpstreamProject(page(link), 'six').versions;
    expect(release).toMatchObject({ version: '1.17.0', yankedReason: 'why & how' });
    expect(release?.publishedAt).toBeNull();
    expect(release?.files).toEqual([
      {
        path: 'packages/six/1.17.0/six-1.17.0-py2.py3-none-any.whl',
        address: 'https://pypi.example/packages/six-1.17.0-py2.py3-none-any.whl',
        digests: { sha256: sha('a') },
        sizeBytes: null,
        metadata: {
          packageType: 'bdist_wheel',
          pythonVersion: 'py2.py3',
          requiresPython: '>=2.7',
          metadataSha256: sha('c'),
        },
      },
    ]);
  });

  it('names files by their addresses, decoded, and knows a base', () => {
    const links = '<a href="six-1.0%2Blocal-py3-none-any.whl#md5=x">six-9.tar.gz</a>';
    const found = readUpstreamProject(page(links, '<base href="/files/">'), 'six');
    expect(found.versions[0]?.files[0]).toMatchObject({
      path: 'packages/six/1.0+local/six-1.0+local-py3-none-any.whl',
      address: 'https://pypi.example/files/six-1.0%2Blocal-py3-none-any.whl',
      digests: {},
    });
  });

  it('does without links that are no files, and without comments', () => {
    const links =
      '<a href="../">up</a><a>none</a><a href="%zz">odd</a><!-- <a href="six-2.zip">x</a> -->';
    expect(pathsOf(page(`${links}<a href="six-1.0.tar.gz">x</a>`))).toEqual([
      'packages/six/1.0/six-1.0.tar.gz',
    ]);
  });

  it('may be empty where it says that it is an index', () => {
    const meta = '<meta name="pypi:repository-version" content="1.0">';
    expect(readUpstreamProject(page('', meta), 'six').versions).toEqual([]);
  });

  it('is refused where the page is another one, whatever its status was', () => {
    const failure = page('<h1>Down for maintenance</h1><a href="/status">status</a>');
    expect(() => readUpstreamProject(failure, 'six')).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }),
    );
    expect(() => readUpstreamProject(documentOf('', 'application/zip'), 'six')).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }),
    );
  });
});
