import { describe, expect, it } from 'vitest';
import type { Nuspec } from './nuspec.ts';
import { type RegisteredVersion, registrationLeaf, renderRegistration } from './registration.ts';
import { serviceIndex } from './service-index.ts';

const folderUrl = 'https://bonded.example/nuget/p/r/v3';
const at = { folderUrl, id: 'Acme.Tool' };

function nuspecOf(version: string): Nuspec {
  return {
    id: 'Acme.Tool',
    version,
    versionKey: version,
    title: null,
    authors: 'Acme',
    description: 'A tool.',
    summary: null,
    tags: [],
    projectUrl: null,
    iconUrl: null,
    licenseUrl: null,
    licenseExpression: 'MIT',
    licenseFile: null,
    icon: 'images/icon.png',
    readme: null,
    requireLicenseAcceptance: false,
    minClientVersion: null,
    packageTypes: [],
    dependencyGroups: [
      { targetFramework: 'net8.0', dependencies: [{ id: 'Acme.Base', range: '[1.0.0, )' }] },
    ],
  };
}

function registered(version: string, more: Partial<RegisteredVersion> = {}): RegisteredVersion {
  const publishedAt = new Date('2026-01-02T03:04:05Z');
  return {
    nuspec: nuspecOf(version),
    embedded: [],
    isListed: true,
    publishedAt,
    deprecation: null,
    vulnerabilities: [],
    ...more,
  };
}

describe('renderRegistration', () => {
  it('says of a version what clients ask of it', () => {
    const { index, pages } = renderRegistration(at, [registered('1.0.0')]);
    expect(pages.size).toBe(0);
    const home = `${folderUrl}/registration/acme.tool`;
    const packageContent = `${folderUrl}/flatcontainer/acme.tool/1.0.0/acme.tool.1.0.0.nupkg`;
    expect(index).toMatchObject({
      '@id': `${home}/index.json`,
      count: 1,
      items: [
        {
          count: 1,
          lower: '1.0.0',
          upper: '1.0.0',
          items: [
            {
              '@id': `${home}/1.0.0.json`,
              packageContent,
              catalogEntry: {
                id: 'Acme.Tool',
                version: '1.0.0',
                authors: 'Acme',
                licenseExpression: 'MIT',
                listed: true,
                published: '2026-01-02T03:04:05.000Z',
                dependencyGroups: [
                  {
                    targetFramework: 'net8.0',
                    dependencies: [
                      {
                        id: 'Acme.Base',
                        range: '[1.0.0, )',
                        registration: `${folderUrl}/registration/acme.base/index.json`,
                      },
                    ],
                  },
                ],
              },
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(index)).not.toContain('null');
  });

  it('says of an unlisted version that it is, in both of the ways that clients look for', () => {
    const version = registered('1.0.0', { isListed: false, deprecation: 'Use 2.' });
    expect(registrationLeaf(at, version)).toMatchObject({
      listed: false,
      published: '1900-01-01T00:00:00+00:00',
    });
    const text = JSON.stringify(renderRegistration(at, [version]).index);
    expect(text).toContain('"deprecation":{"reasons":["Other"],"message":"Use 2."}');
  });

  it('says where a picture and a text are served, and what is known against the version', () => {
    const version = registered('1.0.0', {
      embedded: ['icon', 'readme'],
      vulnerabilities: [{ url: 'https://osv.example/1', severity: 3 }],
    });
    const base = `${folderUrl}/flatcontainer/acme.tool/1.0.0`;
    expect(renderRegistration(at, [version]).index).toMatchObject({
      items: [
        {
          items: [
            {
              catalogEntry: {
                iconUrl: `${base}/icon`,
                readmeUrl: `${base}/readme`,
                vulnerabilities: [{ advisoryUrl: 'https://osv.example/1', severity: '3' }],
              },
            },
          ],
        },
      ],
    });
  });

  it('has versions in pages of 64 once there are 128', () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => registered(`1.${n}.0`));
    expect(renderRegistration(at, many(127)).pages.size).toBe(0);
    const { index, pages } = renderRegistration(at, many(130));
    expect([...pages.keys()]).toEqual(['1.0.0/1.63.0', '1.64.0/1.127.0', '1.128.0/1.129.0']);
    const home = `${folderUrl}/registration/acme.tool`;
    expect(index).toMatchObject({
      count: 3,
      items: [{ '@id': `${home}/page/1.0.0/1.63.0.json`, count: 64 }, { count: 64 }, { count: 2 }],
    });
    expect(JSON.stringify(index)).not.toContain('catalogEntry');
  });
});

function read(knowsVulnerabilities: boolean) {
  return JSON.parse(serviceIndex(folderUrl, { knowsVulnerabilities })) as {
    version: string;
    resources: { '@id': string; '@type': string }[];
  };
}

describe('serviceIndex', () => {
  it('announces a list of vulnerabilities only where there is one', () => {
    const types = read(false).resources.map(({ '@type': type }) => type);
    expect(types).not.toContain('VulnerabilityInfo/6.7.0');
  });

  it('has every resource below its own folder, under every name that clients look for', () => {
    const { version, resources } = read(true);
    expect(version).toBe('3.0.0');
    expect(resources.filter(({ '@id': id }) => !id.startsWith(`${folderUrl}/`))).toEqual([]);
    const types = resources.map(({ '@type': type }) => type);
    for (const type of [
      'PackageBaseAddress/3.0.0',
      'RegistrationsBaseUrl/3.6.0',
      'SearchQueryService/3.0.0-beta',
      'SearchAutocompleteService/3.0.0-beta',
      'PackagePublish/2.0.0',
      'SymbolPackagePublish/4.9.0',
      'ReadmeUriTemplate/6.13.0',
      'VulnerabilityInfo/6.7.0',
    ]) {
      expect(types).toContain(type);
    }
    expect(types.join()).not.toContain('RepositorySignatures');
  });
});
