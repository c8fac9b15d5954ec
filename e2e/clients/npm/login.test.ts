import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, makeRepository, type Place, signIn } from '../../stack/api.ts';
import { adminPassword } from '../../stack/start-stack.ts';
import { clientFolder, runClient, startClient } from './run-npm.ts';

let admin: Client;
let place: Place;
let registryUrl: string;

beforeAll(async () => {
  admin = await signIn();
  place = await makeRepository(admin, 'NPM');
  registryUrl = `${inject('gatewayUrl')}/npm/${place.path}/`;
});

/** Starts `npm login` and gives the id of the page that it tells a person to open. */
async function startLogin(token: string | null = null) {
  const folder = await clientFolder(registryUrl, token);
  const npm = startClient('npm', ['login', '--auth-type=web'], folder);
  const loginUrl = await npm.prints(/http\S+\/key-requests\/[0-9a-f-]{36}/);
  expect(loginUrl.startsWith(`${inject('consoleUrl')}/`)).toBe(true);
  return { folder, npm, id: loginUrl.slice(loginUrl.lastIndexOf('/') + 1) };
}

const answer = (verb: 'grant' | 'refuse', id: string) => {
  const name = `${verb}KeyRequest`;
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return admin.graphql(
    `mutation ($input: ${type}!) { ${name}(input: $input) { keyRequest { id } } }`,
    { input: { id } },
  );
};

describe('npm login', () => {
  it('by the browser gives a token for this repository, once a person says so', async () => {
    // An old token that ended is in nobody's way.
    const { folder, npm, id } = await startLogin('bnd_ended');
    const { keyRequest } = await admin.graphql<{ keyRequest: { userAgent: string } }>(
      'query ($id: ID!) { keyRequest(id: $id) { project repository userAgent isGranted } }',
      { id },
    );
    const { project, repository } = place;
    expect(keyRequest).toMatchObject({ project, repository, isGranted: false });
    expect(keyRequest.userAgent).toContain('npm/');
    await answer('grant', id);
    const { exitCode, output } = await npm.ended;
    expect(exitCode, output).toBe(0);
    const whoami = await runClient('npm', ['whoami', `--registry=${registryUrl}`], folder);
    expect(whoami.output.trim()).toBe('admin');
    const token = /_authToken=(bnd_\w+)/.exec(await readFile(join(folder, '.npmrc'), 'utf8'))?.[1];
    const elsewhere = await makeRepository(admin, 'NPM');
    const stranger = await fetch(`${inject('gatewayUrl')}/npm/${elsewhere.path}/-/ping`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(stranger.status).toBe(404);
    const { auditEvents } = await admin.graphql<{ auditEvents: { nodes: { action: string }[] } }>(
      '{ auditEvents(first: 50) { nodes { action } } }',
    );
    const actions = auditEvents.nodes.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['key.request', 'key.grant', 'key.create']));
  });

  it('by the browser is over once a person refuses: npm asks for a password instead', async () => {
    const { folder, npm, id } = await startLogin();
    await answer('refuse', id);
    const { exitCode, output } = await npm.ended;
    expect(exitCode).not.toBe(0);
    expect(output).toContain('Username:');
    expect(await readFile(join(folder, '.npmrc'), 'utf8')).not.toContain('_authToken');
  });

  it('by a password needs no credential before, at a private repository too', async () => {
    const response = await fetch(`${registryUrl}-/user/org.couchdb.user:admin`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'admin', password: adminPassword }),
    });
    expect(response.status).toBe(201);
    expect(await response.text()).toMatch(/"token":"bnd_/);
  });

  it('tells nobody whether a repository is there', async () => {
    const nowhere = `${inject('gatewayUrl')}/npm/${place.project}/nowhere/-/v1/login`;
    const [real, absent] = await Promise.all(
      [`${registryUrl}-/v1/login`, nowhere].map((url) => fetch(url, { method: 'POST' })),
    );
    expect([real?.status, absent?.status]).toEqual([200, 200]);
  });
});
