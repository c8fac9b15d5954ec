import type { UpstreamDocument } from '@bonded/core/repositories';
import { describe, expect, it } from 'vitest';
import { asChart, chartNameAt } from './chart.ts';
import { indexDocument, indexFragment } from './index-entry.ts';
import { readUpstreamIndex } from './upstream-index.ts';

const base = new URL('https://charts.example/stable/');
const digest = 'b9'.repeat(32);

function documentOf(text: string): UpstreamDocument {
  return { bytes: Buffer.from(text), contentType: 'text/yaml', url: new URL('index.yaml', base) };
}

const read = (text: string) => readUpstreamIndex(documentOf(text), base);

/** As `helm repo index` writes it, with what public repositories have in it. */
const index = `apiVersion: v1
entries:
  alpine:
  - apiVersion: v2
    appVersion: 3.18.2
    created: "2023-07-01T10:11:12.123456789Z"
    dependencies:
    - name: common
      repository: https://charts.example/common
      version: 1.x.x
    description: |
      Runs { [ {
      entries:
        not: a chart
    digest: ${digest}
    name: alpine
    type: application
    urls:
    - https://files.example/alpine-0.2.0.tgz
    version: 0.2.0
  - created: 2022-01-01T00:00:00Z
    apiVersion: v1
    deprecated: true
    digest: sha256:${digest.toUpperCase()}
    name: alpine
    urls:
    - alpine-v0.1.0.tgz
    version: v0.1.0
  - {apiVersion: v1, name: alpine, version: 0.0.9, urls: ["oci://registry.example/alpine:0.0.9"]}
  - {apiVersion: v1, name: alpine, version: 0.0.8, digest: none, urls: [alpine-0.0.8.tgz]}
  - {apiVersion: v1, name: other, version: 0.0.7, urls: [other-0.0.7.tgz]}
  - {apiVersion: v1, name: alpine, version: newest, urls: [alpine-newest.tgz]}
  "bare":
    - apiVersion: v1
      name: bare
      version: "1.0"
      urls: [sub/bare-1.0.tgz]
  broken:
  - apiVersion: v1
    name: &anchor broken
    version: 1.0.0
    urls: [broken-1.0.0.tgz]
  empty: []
  ../odd:
  - name: odd
generated: "2023-07-01T10:11:12Z"
`;

describe('what an upstream says of its charts', () => {
  it('is what can be fetched of them, relative to the repository', async () => {
    const charts = await read(index);
    expect([...charts.keys()]).toEqual(['alpine', 'bare']);
    expect(charts.get('alpine')?.versions.map(({ version }) => version)).toEqual([
      '0.2.0',
      'v0.1.0',
    ]);
    const [newest, older] = charts.get('alpine')?.versions ?? [];
    expect(newest?.publishedAt).toEqual(new Date('2023-07-01T10:11:12.123Z'));
    expect(JSON.stringify(newest?.metadata)).toContain('not: a chart');
    expect(newest?.files).toEqual([
      {
        path: 'charts/alpine-0.2.0.tgz',
        address: 'https://files.example/alpine-0.2.0.tgz',
        digests: { sha256: digest },
        contentType: 'application/gzip',
      },
    ]);
    expect(older?.files[0]).toMatchObject({
      address: 'https://charts.example/stable/alpine-v0.1.0.tgz',
      digests: { sha256: digest },
    });
    expect(older?.metadata).toMatchObject({ deprecated: true });
    const [bare] = charts.get('bare')?.versions ?? [];
    expect(bare).toMatchObject({ version: '1.0', publishedAt: null });
    expect(bare?.files[0]).toMatchObject({
      address: 'https://charts.example/stable/sub/bare-1.0.tgz',
      digests: {},
    });
  });

  it('is nothing where it has none', async () => {
    expect((await read('apiVersion: v1\nentries: {}\ngenerated: "2023-01-01"\n')).size).toBe(0);
  });

  it('is read from the index that we write', async () => {
    const chart = asChart({ apiVersion: 'v2', name: 'tide', version: '1.0.0' });
    const fragment = indexFragment('tide', [
      { chart, digest, publishedAt: new Date('2026-01-01T00:00:00Z'), isDeprecated: false },
    ]);
    const charts = await read(indexDocument([fragment], new Date()));
    expect(charts.get('tide')?.versions).toMatchObject([
      { version: '1.0.0', files: [{ digests: { sha256: digest } }] },
    ]);
  });

  it.each(['<html><body>Down</body></html>', '', 'entries:\n  a: []\n', 'apiVersion: v1\n'])(
    'is refused where it is %j',
    async (text) => {
      await expect(read(text)).rejects.toMatchObject({ code: 'UPSTREAM_DOCUMENT_INVALID' });
    },
  );
});

describe('the chart that a file belongs to', () => {
  it.each([
    ['charts/alpine-0.2.0.tgz', 'alpine'],
    ['charts/k8s-1-app-1.0.0-rc.1.tgz', 'k8s-1-app'],
    ['charts/cert-manager-v1.14.0.tgz', 'cert-manager'],
    ['charts/bare-1.0.tgz.prov', 'bare'],
    ['charts/alpine.tgz', null],
    ['charts/-1.0.0.tgz', null],
    ['alpine-0.2.0.tgz', null],
  ])('%s is %s', (path, name) => {
    expect(chartNameAt(path)).toBe(name);
  });
});
