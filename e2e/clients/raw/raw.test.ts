import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Client, makeKey, makeRepository, type Place, signIn } from '../../stack/api.ts';
import { startCuttingProxy } from '../pypi/cutting-proxy.ts';
import { type ClientRun, credentials, type HttpDesk, isInstalled, openDesk } from './run-http.ts';

const skips = !(isInstalled('curl') && isInstalled('wget')) && process.env['CI'] !== 'true';
const receipt = /is (?:blocked|held) by Bonded \(BD-[2-9A-Z]{6,}\)/;

let admin: Client;
let place: Place;
let key: string;
let desk: HttpDesk;

const urlOf = (path: string) => `${inject('gatewayUrl')}/raw/${place.path}/${path}`;

/** Fails as a build would, and prints what it was told. */
const curl = (...args: readonly string[]): Promise<ClientRun> =>
  desk.run('curl', '--silent', '--show-error', '--fail-with-body', ...args);

/** Prints no progress, and of an answer whatever a person would read. */
const wget = (...args: readonly string[]): Promise<ClientRun> =>
  desk.run('wget', '--no-verbose', '--tries=1', ...args);

const put = (path: string, file: string, ...more: readonly string[]) =>
  curl(...credentials('curl', key), ...more, '--upload-file', file, urlOf(path));

async function done(outcome: Promise<ClientRun>): Promise<string> {
  const { exitCode, output } = await outcome;
  expect(exitCode, output).toBe(0);
  return output;
}

async function refused(outcome: Promise<ClientRun>): Promise<string> {
  const { exitCode, output } = await outcome;
  expect(exitCode, output).not.toBe(0);
  return output;
}

async function reject(path: string): Promise<void> {
  const { artifacts } = await admin.graphql<{
    artifacts: { nodes: { id: string; package: { name: string } }[] };
  }>(
    `query ($p: String!, $r: String!) {
      artifacts(first: 100, filter: { project: $p, repository: $r }) {
        nodes { id package { name } }
      }
    }`,
    { p: place.project, r: place.repository },
  );
  const found = artifacts.nodes.find((each) => each.package.name === path);
  await admin.graphql(
    'mutation ($input: RejectArtifactInput!) { rejectArtifact(input: $input) { artifact { id } } }',
    { input: { id: found?.id, note: 'Not wanted here.' } },
  );
}

describe.skipIf(skips)('curl and wget, the real clients', () => {
  beforeAll(async () => {
    admin = await signIn();
    place = await makeRepository(admin, 'RAW');
    key = await makeKey(admin, { project: place.project });
    desk = await openDesk();
  });

  it('curl puts, gets, asks about and deletes a file', async () => {
    const content = randomBytes(300_000);
    await desk.write('in.bin', content);
    expect(await done(put('a/file.bin', 'in.bin'))).toContain('"path":"a/file.bin"');
    const by = credentials('curl', key);
    await done(curl(...by, '--output', 'out.bin', urlOf('a/file.bin')));
    expect((await desk.read('out.bin')).equals(content)).toBe(true);
    const head = await done(curl(...by, '--head', urlOf('a/file.bin')));
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect(head).toContain('content-length: 300000');
    await done(curl(...by, '--request', 'DELETE', urlOf('a/file.bin')));
    expect(await refused(curl(...by, urlOf('a/file.bin')))).toContain('ARTIFACT_GONE');
  });

  it('wget puts, gets, asks about and deletes a file, with a name and a key alone', async () => {
    const content = randomBytes(300_000);
    await desk.write('in.bin', content);
    const by = credentials('wget', key);
    const address = urlOf('w/file.bin');
    const send = ['--method=PUT', '--body-file=in.bin', '--output-document=answer.json'];
    await done(wget(...by, ...send, address));
    expect(String(await desk.read('answer.json'))).toContain('"path":"w/file.bin"');
    await done(wget(...by, '--output-document=out.bin', address));
    expect((await desk.read('out.bin')).equals(content)).toBe(true);
    expect(await done(wget(...by, '--spider', '--server-response', address))).toContain('200 OK');
    await done(wget(...by, '--method=DELETE', '--output-document=-', address));
    const gone = await refused(wget(...by, '--spider', '--server-response', address));
    expect(gone).toContain('HTTP/1.1 404 ');
  });

  it.each(['curl', 'wget'] as const)(
    '%s goes on where a broken connection left it',
    async (client) => {
      const content = randomBytes(500_000);
      const ending = `resumed-by-${client}.bin`;
      await desk.write('in.bin', content);
      await done(put(ending, 'in.bin'));
      const proxy = await startCuttingProxy(ending);
      const by = credentials(client, key);
      const fetchOn = () =>
        client === 'curl'
          ? curl(
              ...by,
              '--proxy',
              proxy.url,
              '--noproxy',
              '',
              '-C',
              '-',
              '-o',
              ending,
              urlOf(ending),
            )
          : wget(
              ...by,
              '--auth-no-challenge',
              '-e',
              `http_proxy=${proxy.url}`,
              '-c',
              '-O',
              ending,
              urlOf(ending),
            );
      await refused(fetchOn());
      const partBytes = (await desk.read(ending)).length;
      expect(partBytes).toBeGreaterThan(0);
      expect(partBytes).toBeLessThan(content.length);
      await done(fetchOn());
      proxy.close();
      expect(proxy.ranges).toEqual([null, `bytes=${partBytes}-`]);
      expect((await desk.read(ending)).equals(content)).toBe(true);
    },
  );

  it('creates only where nothing is, and replaces only what was seen', async () => {
    await desk.write('one.txt', 'one');
    await desk.write('two.txt', 'two');
    const creates = ['--header', 'If-None-Match: *'];
    await done(put('c/x.txt', 'one.txt', ...creates));
    expect(await refused(put('c/x.txt', 'two.txt', ...creates))).toContain('412');
    const by = credentials('curl', key);
    await done(curl(...by, '--etag-save', 'seen', '--output', 'x.txt', urlOf('c/x.txt')));
    const seen = String(await desk.read('seen')).trim();
    await done(put('c/x.txt', 'two.txt', '--header', `If-Match: ${seen}`));
    const late = await refused(put('c/x.txt', 'one.txt', '--header', `If-Match: ${seen}`));
    expect(late).toContain('RAW_PRECONDITION_FAILED');
    expect(await done(curl(...by, urlOf('c/x.txt')))).toBe('two');
  });

  it('fetches only what changed', async () => {
    await desk.write('one.txt', 'one');
    await done(put('c/same.txt', 'one.txt'));
    const by = credentials('curl', key);
    const address = urlOf('c/same.txt');
    await done(curl(...by, '--etag-save', 'same', '--output', 'same.txt', address));
    const again = ['--etag-compare', 'same', '--write-out', '%{http_code}', '--output', 'none'];
    expect(await done(curl(...by, ...again, address))).toBe('304');
  });

  it('takes right checksums and refuses wrong ones, of which nothing stays', async () => {
    const content = randomBytes(1_000);
    await desk.write('sum.bin', content);
    for (const name of ['md5', 'sha1', 'sha256', 'sha512']) {
      const hex = createHash(name).update(content).digest('hex');
      const header = (value: string) => ['--header', `X-Checksum-${name}: ${value}`];
      await done(put(`sums/${name}`, 'sum.bin', ...header(hex)));
      const wrong = header(hex.replace(/^./, (first) => (first === '0' ? '1' : '0')));
      expect(await refused(put(`sums/wrong-${name}`, 'sum.bin', ...wrong))).toContain(
        'CHECKSUM_MISMATCH',
      );
      expect(await refused(put(`sums/wrong-${name}`, 'sum.bin', ...header('0')))).toContain(
        'CHECKSUM_HEADER_INVALID',
      );
      const by = credentials('curl', key);
      const head = await done(curl(...by, '--head', urlOf(`sums/${name}`)));
      expect(head).toContain(`x-checksum-${name}: ${hex}`);
      expect(await refused(curl(...by, urlOf(`sums/wrong-${name}`)))).toContain('404');
    }
  });

  it('lists a folder, as text for programs and as a page for browsers', async () => {
    await desk.write('one.txt', 'one');
    for (const path of ['l/a.txt', 'l/<b>.txt', 'l/deep/c.txt']) {
      await done(put(encodeURI(path), 'one.txt'));
    }
    const by = credentials('curl', key);
    const listed = JSON.parse(await done(curl(...by, urlOf('l/')))) as {
      folders: string[];
      files: { path: string }[];
    };
    expect(listed.folders).toEqual(['deep']);
    expect(listed.files.map(({ path }) => path).toSorted()).toEqual(['l/<b>.txt', 'l/a.txt']);
    const html = ['--header', 'Accept: text/html'];
    const page = await done(curl(...by, ...html, urlOf('l/')));
    expect(page).toContain('&lt;b&gt;.txt');
    expect(page).not.toContain('<b>');
    // A whole folder, by the links of the page.
    const mirror = ['--recursive', '--no-parent', '--no-host-directories', '--cut-dirs=4'];
    const asBrowser = ['--header=Accept: text/html', '--execute=robots=off'];
    const who = [...credentials('wget', key), '--auth-no-challenge'];
    await done(wget(...who, ...mirror, ...asBrowser, urlOf('l/')));
    expect(String(await desk.read('a.txt'))).toBe('one');
  });

  it('D5.14 serves pages and pictures of strangers so that no browser runs them', async () => {
    await desk.write('page', '<script>alert(document.domain)</script>');
    for (const [name, type] of [
      ['page.html', 'text/html'],
      ['picture.svg', 'image/svg+xml'],
      ['page.xhtml', 'application/xhtml+xml'],
    ] as const) {
      await done(put(`h/${name}`, 'page', '--header', `Content-Type: ${type}`));
      const head = await done(curl(...credentials('curl', key), '--head', urlOf(`h/${name}`)));
      expect(head).toMatch(/^content-disposition: attachment/m);
      expect(head).toMatch(/^content-security-policy: default-src 'none'; sandbox/m);
      expect(head).toMatch(/^x-content-type-options: nosniff/m);
    }
  });

  it('prints the receipt of a held file, and gives no byte of it', async () => {
    await desk.write('secret.txt', 'not for anybody');
    await done(put('held.txt', 'secret.txt'));
    await reject('held.txt');
    const address = urlOf('held.txt');
    const by = credentials('curl', key);
    for (const more of [[], ['--range', '0-3']]) {
      const output = await refused(curl(...by, ...more, address));
      expect(output).toMatch(receipt);
      expect(output).not.toContain('not for anybody');
    }
    expect(await refused(curl(...by, '--head', address))).toMatch(/x-bonded-decision: BD-/);
    expect(await refused(wget(...credentials('wget', key), '-O', 'held', address))).toMatch(
      receipt,
    );
  });
});
