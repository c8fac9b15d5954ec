import { describe, expect, it } from 'vitest';
import { startGateway } from './gateway.ts';
import { person } from './people.ts';

const gateway = await startGateway();
const { prisma } = gateway.runtime.ports.database;
const { token } = await person(gateway.runtime, 'ada', 'Admin');

const query =
  'mutation { createProject(input: {slug: "stolen", name: "Stolen"}) { project { id } } }';
const json = JSON.stringify({ query });
const form = new FormData();
form.set('operations', json);
form.set('map', '{}');

interface Attempt {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: BodyInit;
}

const encoded = new URLSearchParams({ query });

/**
 * What a page of another origin can make a browser send, with whatever credential the browser
 * adds.
 */
const attempts: Record<string, Attempt> = {
  'text/plain': { headers: { 'content-type': 'text/plain' }, body: json },
  'no content type': { body: new Blob([json]) },
  'a form': { body: encoded },
  'a multipart form': { body: form },
  'application/graphql': { headers: { 'content-type': 'application/graphql' }, body: query },
  'a type that only starts like JSON': {
    headers: { 'content-type': 'application/jsonp' },
    body: json,
  },
  'JSON from a foreign page': {
    headers: { 'content-type': 'application/json', origin: 'https://evil.test' },
    body: json,
  },
  'JSON from a page without an origin': {
    headers: { 'content-type': 'application/json', origin: 'null' },
    body: json,
  },
  'JSON from a page that only sounds like ours': {
    headers: { 'content-type': 'application/json', origin: 'http://bonded.test:3000.evil.test' },
    body: json,
  },
  'a subscription from a foreign page': {
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      origin: 'https://evil.test',
    },
    body: JSON.stringify({ query: 'subscription { quarantineChanged { waiting } }' }),
  },
  'GET with a mutation': { method: 'GET', path: `?${encoded}` },
  'GET with a query': { method: 'GET', path: '?query=%7Bviewer%7Bname%7D%7D' },
  'GET with a query and the header': {
    method: 'GET',
    path: '?query=%7Bviewer%7Bname%7D%7D',
    headers: { 'graphql-require-preflight': '1' },
  },
  'another method': {
    headers: { 'content-type': 'text/plain', 'x-http-method-override': 'POST' },
    body: json,
  },
  PUT: { method: 'PUT', headers: { 'content-type': 'application/json' }, body: json },
};

describe('D4.5 nothing is executed for', () => {
  it.each(Object.entries(attempts))(
    '%s',
    async (_name, { method = 'POST', path = '', ...rest }) => {
      const { headers, body } = rest;
      const response = await fetch(`${gateway.url}${path}`, {
        method,
        headers: { ...headers, authorization: `Bearer ${token}`, cookie: `token=${token}` },
        ...(body === undefined ? {} : { body }),
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(JSON.stringify(await response.json())).not.toContain('"data":{');
      expect(await prisma.project.count()).toBe(0);
    },
  );
});

it('takes JSON from its own console and from programs', async () => {
  for (const headers of [{}, { origin: 'http://bonded.test:3000' }]) {
    const { errors } = await gateway.ask('{ viewer { name } }', { credential: token, headers });
    expect(errors).toEqual([]);
  }
});
