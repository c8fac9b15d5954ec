import type { FrontAnswer, UpstreamFormat } from '@bonded/core/repositories';
import { expect, it } from 'vitest';
import { cargoUpstream } from './cargo/upstream.ts';
import { composerUpstream } from './composer/upstream.ts';
import { helmUpstream } from './helm/upstream.ts';
import { npmUpstream } from './npm/upstream.ts';
import { nugetUpstream } from './nuget/upstream.ts';
import { ociUpstream } from './oci/upstream.ts';
import { pypiUpstream } from './pypi/upstream.ts';

const json = 'application/json';

/** How real servers of each format begin their answers. */
const shown: readonly (readonly [string, UpstreamFormat, FrontAnswer])[] = [
  ['npm', npmUpstream, { contentType: json, start: '{}' }],
  ['Cargo', cargoUpstream, { contentType: json, start: '{\n  "dl": "https://crates.test/dl"' }],
  [
    'Composer',
    composerUpstream,
    { contentType: json, start: '{"packages":[],"metadata-url":"/p2/%package%.json"' },
  ],
  [
    'Helm',
    helmUpstream(),
    { contentType: 'text/yaml', start: 'apiVersion: v1\nentries:\n  nginx:\n' },
  ],
  [
    'NuGet',
    nugetUpstream,
    { contentType: json, start: '{"version":"3.0.0","resources":[{"@id":"https://a.test/' },
  ],
  ['OCI', ociUpstream, { contentType: json, start: '{}' }],
  ['OCI without a body', ociUpstream, { contentType: '', start: '' }],
  [
    'PyPI',
    pypiUpstream,
    { contentType: 'application/vnd.pypi.simple.v1+json', start: '{"meta":{"api-version"' },
  ],
  [
    'an older PyPI',
    pypiUpstream,
    {
      contentType: 'text/html; charset=utf-8',
      start:
        '<!DOCTYPE html><html><head><title>Simple Index</title></head><body><a href="x/">x</a>',
    },
  ],
];

const page: FrontAnswer = {
  contentType: 'text/html; charset=utf-8',
  start: '<!doctype html><html><head><title>Welcome</title></head><body><a href="/docs">Docs</a>',
};

it.each(shown)(
  'a server of %s is known by what it shows, and not by a page',
  (_name, format, is) => {
    expect(format.front?.isOurs(is)).toBe(true);
    expect(format.front?.isOurs(page)).toBe(false);
  },
);
